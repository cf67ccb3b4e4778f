using System.Security.Cryptography;

namespace Portal.Data.Access.Accounts;

/// <summary>
/// A password to hand over once and to be changed at the first sign-in: four groups of four, without letters and digits
/// that are mistaken for each other on the telephone. Seventy-nine random bits.
/// </summary>
public static class TemporaryPassword
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Draw() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 16).Chunk(4).Select(part => new string(part)));
}
