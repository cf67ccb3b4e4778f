namespace Portal.Data.TimeLimits;

/// <summary>The data files built into the assembly.</summary>
internal static class DataFile
{
    internal static string Text(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream($"data/{name}")
            ?? throw new InvalidDataException($"The data file {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
