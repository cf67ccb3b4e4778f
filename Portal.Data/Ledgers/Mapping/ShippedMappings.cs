using System.Reflection;

namespace Portal.Data.Ledgers.Mapping;

/// <summary>The mappings that come with the portal and may be used by name without being loaded.</summary>
public static class ShippedMappings
{
    private static readonly string[] s_names = ["baltimore-311"];

    public static IReadOnlyList<ColumnMapping> All { get; } = [.. s_names.Select(Read)];

    public static ColumnMapping? Find(string name) => All.FirstOrDefault(mapping => mapping.Name == name);

    private static ColumnMapping Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"data/{name}.json")
            ?? throw new InvalidOperationException($"The mapping {name} is not built in.");
        using var reader = new StreamReader(stream);
        return ColumnMapping.TryParse(reader.ReadToEnd(), out var mapping, out var problem)
            ? mapping!
            : throw new InvalidOperationException($"The built-in mapping {name} is wrong: {problem}");
    }
}
