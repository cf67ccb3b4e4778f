using Portal.Data.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>What judging the cases of one jurisdiction takes: the rule sets in force there, and the working days.</summary>
internal sealed record LimitsInForce(EffectiveRules Rules, WorkingCalendar Calendar);

/// <summary>Turns entries into sealed column values of a filing.</summary>
internal sealed class RowSealer(Filing filing, PersonalData personalData)
{
    public object?[] Values(int number, LedgerEntry entry, in CaseJudgement judgement) =>
        LedgerColumns.Values(filing.Id, number, filing.EnterpriseCode, entry, judgement, filing.JudgedAt, personalData);
}

/// <summary>
/// Checks and judges the rows of one filing one after the other, and remembers what only the whole filing shows:
/// case numbers seen, counts, tallies, anomalies. Used by one thread at a time.
/// </summary>
internal sealed class FilingCheck(CheckFrame frame, LimitsInForce inForce, KnownCases known, RowSealer? sealer)
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly PlausibilityWatch _watch = new();
    private readonly SortedSet<string> _ruleSets = new(StringComparer.Ordinal);
    private Receipt[] _receipts = [];
    private RuleSet? _rules;
    private DateTime _rulesDay;
    private int _valid;
    private int _warned;
    private int _complete;

    public RollupTally Tally { get; } = new();

    public int RowsRead { get; private set; }

    public int RowsRejected { get; private set; }

    /// <summary>The values to write; null when the row is rejected, the filing is lost anyway, or nothing is to be written.</summary>
    public object?[]? Add(in SheetRow row, List<LedgerIssue> issues)
    {
        var before = issues.Count;
        RowsRead++;
        var entry = LedgerRules.Check(row, frame, issues);
        if (entry is null || IsDuplicate(row, entry, issues) || IsMoved(row, entry, issues))
        {
            RowsRejected++;
            return null;
        }

        _valid++;
        Classify(row, entry, issues);
        var receipts = Judge(entry);
        LedgerRules.CheckComplete(row, receipts, issues);
        _watch.Add(row, entry, receipts);
        var judgement = CaseJudgement.Of(entry.Facts, receipts, frame.JudgedAt);
        Tally.Add(new RowFigures
        {
            FigureMonth = entry.FigureMonth,
            RequestClass = entry.Facts.RequestClass,
            ComplaintType = entry.Facts.ComplaintType,
            Channel = entry.Facts.Channel,
            Grade = entry.Facts.Grade,
            Rating = entry.Rating,
            Community = entry.Community,
            Responsibility = entry.Responsibility,
            SubType = entry.Facts.SubType,
            IsCalledBack = entry.Facts[CaseEvent.CalledBack] is not null,
            IsReopened = ReopenRules.IsReopened(entry.Facts[CaseEvent.Closed], entry.Facts[CaseEvent.Objected]),
            Judgement = judgement,
        });
        _complete += judgement.IsComplete ? 1 : 0;
        for (var index = before; index < issues.Count; index++)
        {
            if (issues[index].Class is IssueClass.Plausibility)
            {
                _warned++;
                break;
            }
        }

        return RowsRejected == 0 ? sealer?.Values(RowsRead, entry, judgement) : null;
    }

    /// <summary>The warnings about the filing as a whole.</summary>
    public IEnumerable<LedgerIssue> Conclude() => _watch.Conclude();

    /// <summary>The filing with its counts and its fate.</summary>
    public Filing Count(Filing filing) => filing with
    {
        Status = RowsRejected == 0 ? FilingStatus.Accepted : FilingStatus.Rejected,
        RuleSets = string.Join(", ", _ruleSets),
        RowsRead = RowsRead,
        RowsValid = _valid,
        RowsWarned = _warned,
        RowsRejected = RowsRejected,
        RowsComplete = _complete,
    };

    /// <summary>Verdict counts per rule, months taken together.</summary>
    public Dictionary<string, int[]> Limits()
    {
        var limits = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var rule in Tally.Limits.OrderBy(item => item.Key.RuleId, StringComparer.Ordinal).GroupBy(item => item.Key.RuleId))
        {
            var counts = new int[6];
            foreach (var month in rule)
            {
                for (var verdict = 0; verdict < counts.Length; verdict++)
                {
                    counts[verdict] += month.Value[verdict];
                }
            }

            limits[rule.Key] = counts;
        }

        return limits;
    }

    private bool IsDuplicate(in SheetRow row, LedgerEntry entry, List<LedgerIssue> issues)
    {
        if (_seen.TryAdd(entry.CaseNo, row.Number))
        {
            return false;
        }

        issues.Add(LedgerRules.Issue(
            row, IssueClass.Validity, "duplicate", LedgerField.CaseNo, entry.CaseNo, _seen[entry.CaseNo].ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>An update keeps the 受理时间 of its case, from which every limit runs.</summary>
    private bool IsMoved(in SheetRow row, LedgerEntry entry, List<LedgerIssue> issues)
    {
        var received = entry.Facts[CaseEvent.Received]!.Value;
        if (received >= frame.PeriodStart || known.Has(entry.CaseNo, received) || known.ReceivedAt(entry.CaseNo) is not { } filed)
        {
            return false;
        }

        issues.Add(LedgerRules.Issue(
            row, IssueClass.Validity, "received-changed", LedgerField.ReceivedAt, row.Text(LedgerField.ReceivedAt), LedgerRules.Text(filed)));
        return true;
    }

    private void Classify(in SheetRow row, LedgerEntry entry, List<LedgerIssue> issues)
    {
        var received = entry.Facts[CaseEvent.Received]!.Value;
        var isKnown = known.Has(entry.CaseNo, received);
        if (received < frame.PeriodStart)
        {
            entry.Entry = isKnown ? EntryKind.Update : EntryKind.Late;
            if (!isKnown)
            {
                issues.Add(LedgerRules.Issue(row, IssueClass.Plausibility, "late-entry", LedgerField.ReceivedAt, row.Text(LedgerField.ReceivedAt), entry.FigureMonth));
            }
        }
        else if (!isKnown && known.ReceivedAt(entry.CaseNo) is { } other)
        {
            issues.Add(LedgerRules.Issue(row, IssueClass.Plausibility, "number-reused", LedgerField.CaseNo, entry.CaseNo, LedgerRules.Text(other)));
        }
    }

    private ReadOnlySpan<Receipt> Judge(LedgerEntry entry)
    {
        var received = entry.Facts[CaseEvent.Received]!.Value;
        if (_rules is null || received.Date != _rulesDay)
        {
            var rules = inForce.Rules.On(DateOnly.FromDateTime(received), frame.Sectors);
            if (!ReferenceEquals(rules, _rules))
            {
                _rules = rules;
                _receipts = new Receipt[rules.Rules.Count];
                _ruleSets.Add($"{rules.Code} v{rules.Version}");
            }

            _rulesDay = received.Date;
        }

        TimeLimitRules.Judge(_rules.Rules, entry.Facts, inForce.Calendar, frame.JudgedAt, _receipts);
        return _receipts;
    }
}
