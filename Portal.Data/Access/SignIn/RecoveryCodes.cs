using System.Security.Cryptography;
using System.Text;

namespace Portal.Data.Access.SignIn;

/// <summary>
/// Codes for the day the telephone is lost: ten, each good once, kept as hashes. Seventy-nine random bits each, so that
/// a fast hash is enough: nobody can try them all.
/// </summary>
public static class RecoveryCodes
{
    public const int Count = 10;
    private const int Letters = 16;

    // Without letters and digits that are mistaken for each other on paper: 31 remain.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Draw() => [.. Enumerable.Range(0, Count).Select(_ => DrawOne())];

    /// <summary>What is kept of a code; the same however it is spaced or capitalised.</summary>
    public static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToLowerInvariant()));

    private static string DrawOne() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(4).Select(part => new string(part)));
}
