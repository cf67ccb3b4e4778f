using System.Xml;
using ExcelDataReader.Exceptions;
using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Reading;

/// <summary>What became of opening a file: opened, or refused with the reason.</summary>
public abstract record LedgerFileResult
{
    private LedgerFileResult()
    {
    }

    /// <summary>Dispose the file when its rows have been read.</summary>
    public sealed record Opened(LedgerFile File) : LedgerFileResult;

    /// <param name="Refusal">The reason.</param>
    /// <param name="Headers">The header rows found or guessed, so that somebody can map them.</param>
    public sealed record Refused(FileRefusal Refusal, IReadOnlyList<SheetHeader> Headers) : LedgerFileResult;
}

/// <summary>
/// A ledger file (S0-45) opened for reading: its type is told by its content, its header rows are found, and its
/// rows are streamed, so that memory does not grow with their number.
/// </summary>
public sealed class LedgerFile : IDisposable
{
    /// <summary>A larger file is refused before it is looked into.</summary>
    public const long GreatestBytes = 100 * 1024 * 1024;

    private readonly SheetSource _source;
    private readonly Stream _content;
    private double _progress;

    private LedgerFile(
        Stream content, SheetSource source, LedgerFormat format, IReadOnlyList<SheetHeader> headers, IReadOnlyList<SkippedSheet> skipped)
    {
        _content = content;
        _source = source;
        Format = format;
        Headers = headers;
        Skipped = skipped;
    }

    public LedgerFormat Format { get; }

    /// <summary>The sheets that hold the ledger, in the order of the workbook.</summary>
    public IReadOnlyList<SheetHeader> Headers { get; }

    public IReadOnlyList<SkippedSheet> Skipped { get; }

    /// <summary>How much of the file has been read, 0 to 1. May be asked from another thread.</summary>
    public double Progress => Volatile.Read(ref _progress);

    /// <param name="content">Seekable; stays open.</param>
    /// <param name="mapping">How the source's columns become ledger fields; null when they bear the template's names.</param>
    public static LedgerFileResult Open(Stream content, ColumnMapping? mapping = null)
    {
        if (FileSniffer.Sniff(content, out var format) is { } refusal)
        {
            return new LedgerFileResult.Refused(refusal, []);
        }

        SheetSource? source = null;
        try
        {
            source = Source(content, format);
            var result = Open(content, source, format, mapping);
            source = result is LedgerFileResult.Opened ? null : source;
            return result;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return new LedgerFileResult.Refused(Refusal(exception), []);
        }
        finally
        {
            source?.Dispose();
        }
    }

    /// <summary>
    /// The filled rows below the header of every sheet, in order; each call begins anew.
    /// </summary>
    /// <exception cref="BrokenFileException">The file breaks off or is damaged further down.</exception>
    public IEnumerable<SheetRow> Rows()
    {
        foreach (var header in Headers)
        {
            Guarded(() => _source.Begin(header.Index));
            var caseNo = header.Cells.FirstOrDefault(cell => cell.Fields.Contains(LedgerField.CaseNo));
            while (Guarded(_source.ReadRow))
            {
                if (_source.Number <= header.Row || _source.IsBlank() || IsHeaderAgain(caseNo))
                {
                    continue;
                }

                if (_source.Number % 256 == 0)
                {
                    Volatile.Write(ref _progress, (double)_content.Position / _content.Length);
                }

                yield return new SheetRow(header, _source.Number, _source.Cells);
            }
        }

        Volatile.Write(ref _progress, 1);
    }

    public void Dispose() => _source.Dispose();

    private static LedgerFileResult Open(Stream content, SheetSource source, LedgerFormat format, ColumnMapping? mapping)
    {
        var finder = new HeaderFinder(mapping);
        var headers = new List<SheetHeader>();
        var guesses = new List<SheetHeader>();
        var skipped = new List<SkippedSheet>();
        for (var sheet = 0; sheet < source.Sheets.Count; sheet++)
        {
            var (name, isHidden) = source.Sheets[sheet];
            if (isHidden || !source.Begin(sheet))
            {
                skipped.Add(new SkippedSheet(name, isHidden ? SkipReason.Hidden : SkipReason.Empty));
                continue;
            }

            var (header, guess, hasRows) = finder.Find(source, sheet);
            if (header is not null)
            {
                headers.Add(header);
            }
            else
            {
                skipped.Add(new SkippedSheet(name, hasRows ? SkipReason.NoHeader : SkipReason.Empty));
                guesses.AddRange(guess is null ? [] : [guess]);
            }
        }

        if (headers.Count == 0)
        {
            var code = guesses.Count == 0 ? RefusalCode.Empty : RefusalCode.NoHeader;
            return new LedgerFileResult.Refused(new FileRefusal(code), guesses);
        }

        var lacking = headers.Find(header => header.Missing.Any());
        return lacking is null
            ? new LedgerFileResult.Opened(new LedgerFile(content, source, format, headers, skipped))
            : new LedgerFileResult.Refused(
                new FileRefusal(RefusalCode.MissingColumns, [lacking.Sheet, .. lacking.Missing.Select(column => column.Header)]), headers);
    }

    internal static SheetSource Source(Stream content, LedgerFormat format) => format switch
    {
        LedgerFormat.Xlsx => new XlsxSource(content),
        LedgerFormat.Xls => new XlsSource(content),
        _ => new CsvSource(content, TextEncoding.Detect(content)),
    };

    internal static bool IsDamage(Exception exception) => exception is InvalidDataException or XmlException or ExcelReaderException
        or CsvHelper.CsvHelperException or FormatException or EndOfStreamException or IndexOutOfRangeException
        or ArgumentException or NotSupportedException or OverflowException or InvalidOperationException or NullReferenceException;

    internal static FileRefusal Refusal(Exception exception) => exception is InvalidPasswordException
        ? new FileRefusal(RefusalCode.PasswordProtected)
        : new FileRefusal(RefusalCode.Unreadable, exception.Message);

    private static bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new BrokenFileException(Refusal(exception), exception);
        }
    }

    /// <summary>Long printed ledgers repeat their header on every page.</summary>
    private bool IsHeaderAgain(HeaderCell? caseNo) =>
        caseNo is not null && caseNo.Column < _source.Cells.Length
        && _source.Cells[caseNo.Column] is string text && text.Length < 40 && Narrow.Trim(text) == caseNo.Text;
}
