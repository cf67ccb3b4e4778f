namespace Portal.Data.Ledgers.Reading;

/// <summary>Why a file cannot be read as a ledger at all. The page words it; docs/ledger-template.md says how to mend it.</summary>
public enum RefusalCode
{
    /// <summary>Damaged or cut short. Arguments: what the reader stumbled over.</summary>
    Unreadable,

    /// <summary>No bytes, or no filled cell.</summary>
    Empty,

    /// <summary>No sheet has a row of known column names.</summary>
    NoHeader,

    /// <summary>Required columns are missing. Arguments: the sheet, then the column names.</summary>
    MissingColumns,

    PasswordProtected,

    MacroWorkbook,

    /// <summary>Unpacks to far more than any ledger. Arguments: the unpacked size in MB.</summary>
    ZipBomb,

    /// <summary>Arguments: the size and the greatest size allowed, in MB.</summary>
    TooLarge,

    /// <summary>Neither .xlsx, .xls nor .csv, whatever its name says. Arguments: what it looks like.</summary>
    UnsupportedType,
}

/// <summary>A refusal of a whole file (class <i>format</i> of the checks): a code and what to fill into its sentence.</summary>
public sealed record FileRefusal(RefusalCode Code, params IReadOnlyList<string> Arguments)
{
    public override string ToString() => Arguments.Count == 0 ? Code.ToString() : $"{Code}: {string.Join(", ", Arguments)}";
}

/// <summary>
/// The file broke off while its rows were being read. Thrown and not returned, so that half a file can never be
/// taken for a whole one; the intake catches it in one place and refuses the filing.
/// </summary>
public sealed class BrokenFileException(FileRefusal refusal, Exception? inner = null) : IOException(refusal.ToString(), inner)
{
    public FileRefusal Refusal { get; } = refusal;
}
