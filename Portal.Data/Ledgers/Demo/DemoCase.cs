using System.Globalization;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers.Demo;

/// <summary>A case with its whole story. A ledger filed at some moment shows only what had happened by then.</summary>
internal sealed class DemoCase
{
    public static readonly int Columns = LedgerTemplate.Columns.Count;

    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    private readonly string?[] _fields = new string?[Columns];
    private readonly DateTime?[] _events = new DateTime?[(int)CaseEvent.Reconsidered + 1];

    /// <summary>Left out of the month's ledger and only entered in the next one.</summary>
    public bool IsForgotten { get; init; }

    public DateTime ReceivedAt => _events[(int)CaseEvent.Received]!.Value;

    public string? this[LedgerField field]
    {
        get => _fields[(int)field];
        set => _fields[(int)field] = value;
    }

    public DateTime? this[CaseEvent happening]
    {
        get => _events[(int)happening];
        set => _events[(int)happening] = value;
    }

    /// <summary>Whether a ledger filed at this moment shows the case as not closed.</summary>
    public bool IsOpenAt(DateTime moment) => !(this[CaseEvent.Closed] <= moment);

    public void Set(LedgerField field, DateTime? moment) => this[field] = Text(moment);

    public string?[] RowAt(DateTime moment)
    {
        var row = (string?[])_fields.Clone();
        for (var happening = CaseEvent.Received; happening <= CaseEvent.Reconsidered; happening++)
        {
            row[(int)EventFields.Of(happening)] = this[happening] <= moment ? Text(this[happening]) : null;
        }

        if (IsOpenAt(moment))
        {
            foreach (var field in (ReadOnlySpan<LedgerField>)[LedgerField.Outcome, LedgerField.Resolution, LedgerField.Responsibility, LedgerField.Evidence])
            {
                row[(int)field] = null;
            }
        }

        if (!(this[CaseEvent.Returned] <= moment))
        {
            row[(int)LedgerField.ReturnReason] = null;
        }

        if (!(this[CaseEvent.CalledBack] <= moment))
        {
            row[(int)LedgerField.Rating] = null;
        }

        return row;
    }

    private static string? Text(DateTime? moment) => moment?.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
