using System.Globalization;
using System.Text.Json;

namespace Portal.Data.TimeLimits;

/// <summary>A fault in a rule set or calendar file: which entry, which property, what is wrong and what would be right.</summary>
public sealed record DataFileProblem(string Entry, string Property, string Text)
{
    public override string ToString() => Property.Length == 0 ? $"{Entry}: {Text}" : $"{Entry}, {Property}: {Text}";
}

/// <summary>
/// Reads one JSON object of a data file by hand, so that every fault is named by entry and property and all are
/// reported at once; a property nobody asked for is a fault too, since a misspelt one would be silently without effect.
/// </summary>
internal sealed class DataFields(JsonElement json, string entry, string path, List<DataFileProblem> problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal string Entry { get; set; } = entry;

    internal void Fault(string property, string text) => problems.Add(new(Entry, path + property, text));

    internal bool Has(string name) => Find(name) is not null;

    internal string Text(string name)
    {
        if (OptionalText(name) is { } text)
        {
            return text;
        }

        if (!Has(name))
        {
            Fault(name, "is missing.");
        }

        return "";
    }

    internal string? OptionalText(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Fault(name, "must be a text that is not empty.");
        return null;
    }

    /// <summary>Whether the property is exactly this text.</summary>
    internal bool IsText(string name, string text) => Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() == text;

    internal int Number(string name) => OptionalNumber(name) ?? Missing(name, 0);

    internal int? OptionalNumber(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Fault(name, "must be a whole number.");
        return null;
    }

    internal decimal? OptionalDecimal(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            return number;
        }

        Fault(name, "must be a number.");
        return null;
    }

    internal bool Flag(string name)
    {
        if (Find(name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not JsonValueKind.True and not JsonValueKind.False)
        {
            Fault(name, "must be true or false.");
        }

        return value.ValueKind is JsonValueKind.True;
    }

    internal DateOnly? Day(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault(name, $"must be a date as yyyy-MM-dd, not \"{text}\".");
        return null;
    }

    internal T Code<T>(string name)
        where T : struct, Enum => OptionalCode<T>(name) ?? Missing<T>(name, default);

    internal T? OptionalCode<T>(string name)
        where T : struct, Enum => OptionalText(name) is { } text ? Named<T>(name, text) : null;

    internal IReadOnlyList<T> Codes<T>(string name)
        where T : struct, Enum =>
        [.. Texts(name).Select(text => Named<T>(name, text)).OfType<T>()];

    internal IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0
            && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Fault(name, "must be a list of texts with at least one entry; leave the property out to mean all.");
        return [];
    }

    internal DataFields? Child(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Object)
        {
            return new(value, Entry, $"{path}{name}.", problems);
        }

        Fault(name, "must be an object in braces.");
        return null;
    }

    internal DataFields? RequiredChild(string name) => Has(name) ? Child(name) : Missing<DataFields?>(name, null);

    /// <summary>The objects of a list; each one's entry name is told by the caller once it has read it.</summary>
    internal IReadOnlyList<DataFields> Children(string name, string entryName)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list
            || list.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.Object))
        {
            Fault(name, "must be a list of objects.");
            return [];
        }

        return [.. list.EnumerateArray().Select((item, i) => new DataFields(item, $"{entryName} {i + 1}", "", problems))];
    }

    /// <summary>The object's own property names, for objects whose names are data.</summary>
    internal IEnumerable<string> Names => json.EnumerateObject().Select(property => property.Name);

    internal void RefuseOthers()
    {
        foreach (var name in Names.Where(name => !_known.Contains(name)))
        {
            Fault(name, $"is not known here; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    private T? Named<T>(string name, string text)
        where T : struct, Enum
    {
        // Enum.TryParse also takes numbers and lists of names; a file that says "3" would mean nothing to a reader.
        if (Enum.GetNames<T>().Contains(text, StringComparer.Ordinal))
        {
            return Enum.Parse<T>(text);
        }

        Fault(name, $"\"{text}\" is not one of {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    private T Missing<T>(string name, T standIn)
    {
        if (!Has(name))
        {
            Fault(name, "is missing.");
        }

        return standIn;
    }
}
