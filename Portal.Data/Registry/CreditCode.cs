using System.Diagnostics.CodeAnalysis;

namespace Portal.Data.Registry;

/// <summary>What is wrong with a text that should be a <see cref="CreditCode"/>.</summary>
public enum CreditCodeFault
{
    /// <summary>Not 18 characters.</summary>
    Length,

    /// <summary>A character outside the alphabet, which has no I, O, S, V or Z.</summary>
    Character,

    /// <summary>A letter in places 3 to 8, which hold the six digits of the registering jurisdiction.</summary>
    Region,

    /// <summary>The last character does not follow from the first 17.</summary>
    CheckCharacter,
}

/// <param name="Fault">What is wrong.</param>
/// <param name="Position">The place of the offending character, 1 to 18; for a wrong length the number of characters found.</param>
/// <param name="Expected">The check character that would be right; null for every other fault.</param>
public sealed record CreditCodeRefusal(CreditCodeFault Fault, int Position, char? Expected = null);

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100): 18 characters, the last of which is a check
/// character that reveals every single wrong character and every swap of neighbours.
/// </summary>
public readonly record struct CreditCode
{
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private readonly string? _value;

    private CreditCode(string value) => _value = value;

    /// <summary>The 18 characters, upper case.</summary>
    public string Value => _value ?? "";

    public static bool TryParse(string? text, out CreditCode code) => TryParse(text, out code, out _);

    /// <summary>Spaces around the code and lower case are accepted: people copy codes from other systems.</summary>
    public static bool TryParse(string? text, out CreditCode code, [NotNullWhen(false)] out CreditCodeRefusal? refusal)
    {
        var value = (text ?? "").Trim().ToUpperInvariant();
        refusal = Refusal(value);
        code = refusal is null ? new(value) : default;
        return refusal is null;
    }

    /// <summary>The 18th character: 31 minus the sum of values times 3^(place − 1) modulo 31.</summary>
    /// <exception cref="ArgumentException">Not 17 characters of the alphabet.</exception>
    public static char CheckCharacter(string first17)
    {
        ArgumentNullException.ThrowIfNull(first17);
        if (first17.Length != Length - 1)
        {
            throw new ArgumentException($"{first17.Length} characters instead of {Length - 1}.", nameof(first17));
        }

        var (sum, weight) = (0, 1);
        foreach (var character in first17)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                throw new ArgumentException($"'{character}' is not in the alphabet of credit codes.", nameof(first17));
            }

            sum += value * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }

    public override string ToString() => Value;

    private static CreditCodeRefusal? Refusal(string value)
    {
        if (value.Length != Length)
        {
            return new(CreditCodeFault.Length, value.Length);
        }

        for (var index = 0; index < Length; index++)
        {
            if (!Alphabet.Contains(value[index], StringComparison.Ordinal))
            {
                return new(CreditCodeFault.Character, index + 1);
            }

            if (index is >= 2 and < 8 && !char.IsAsciiDigit(value[index]))
            {
                return new(CreditCodeFault.Region, index + 1);
            }
        }

        var expected = CheckCharacter(value[..^1]);
        return value[^1] == expected ? null : new(CreditCodeFault.CheckCharacter, Length, expected);
    }
}
