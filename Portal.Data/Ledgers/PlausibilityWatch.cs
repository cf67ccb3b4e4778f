using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>
/// Watches a whole filing for what no single row shows (requirements §6, ledger anomaly checks): one telephone under
/// many names, one reply under many cases, events heaped just before the limit. Keeps hashes and counts, never texts,
/// so that a filing of any length fits. The thresholds are a local default.
/// </summary>
public sealed class PlausibilityWatch
{
    /// <summary>Distinct names under one telephone from which a warning is given.</summary>
    public const int NamesPerPhone = 4;

    /// <summary>Rows with one reply from which a warning is given, if they are also a twentieth of the filing.</summary>
    public const int RowsPerReply = 20;

    /// <summary>Clocks stopped in the last minute from which a warning is given, if they are also a tenth of all.</summary>
    public const int HeapedRows = 10;

    // A reply shorter than this is a phrase ("已处理"), caught by other means than repetition.
    private const int ShortestReply = 6;

    private readonly Dictionary<long, Phone> _phones = [];
    private readonly Dictionary<long, Group> _replies = [];
    private readonly Dictionary<string, Heap> _heaps = new(StringComparer.Ordinal);
    private int _rows;

    public void Add(in SheetRow row, LedgerEntry entry, ReadOnlySpan<Receipt> receipts)
    {
        _rows++;
        if (!row.IsSupplied(LedgerField.ComplainantPhone))
        {
            ref var phone = ref CollectionsMarshal.GetValueRefOrAddDefault(_phones, Hash(entry.Complainant.Phone), out var isKnown);
            phone = isKnown ? phone.With(Hash(entry.Complainant.Name)) : new(Hash(entry.Complainant.Name), 0, 0, 1, 1, Spot.Of(row, LedgerField.ComplainantPhone));
        }

        if (entry.Resolution is { Length: >= ShortestReply } reply && !row.IsSupplied(LedgerField.Resolution))
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_replies, Hash(reply), out var isKnown);
            group = isKnown ? group with { Rows = group.Rows + 1 } : new(1, Spot.Of(row, LedgerField.Resolution));
        }

        foreach (ref readonly var receipt in receipts)
        {
            if (receipt.Rule.Limit.Unit is LimitUnit.Minute or LimitUnit.Hour
                && receipt is { Verdict: Verdict.Met, Stop: { } stop, Due: { } due })
            {
                ref var heap = ref CollectionsMarshal.GetValueRefOrAddDefault(_heaps, receipt.Rule.Id, out _);
                heap.Stopped++;
                if (due - stop < TimeSpan.FromMinutes(1))
                {
                    heap.Heaped++;
                    heap.First ??= Spot.Of(row, EventFields.Of(receipt.Rule.Stop));
                }
            }
        }
    }

    /// <summary>The warnings of the filing as a whole, each at the first row that shows it.</summary>
    public IEnumerable<LedgerIssue> Conclude()
    {
        foreach (var phone in _phones.Values.Where(phone => phone.Names >= NamesPerPhone).OrderBy(phone => phone.First.SheetRow))
        {
            yield return phone.First.Warn("phone-many-names", LedgerField.ComplainantPhone, phone.Rows);
        }

        foreach (var reply in _replies.Values.Where(reply => reply.Rows >= RowsPerReply && reply.Rows * 20L >= _rows).OrderBy(reply => reply.First.SheetRow))
        {
            yield return reply.First.Warn("same-reply", LedgerField.Resolution, reply.Rows);
        }

        foreach (var (ruleId, heap) in _heaps.Where(item => item.Value.Heaped >= HeapedRows && item.Value.Heaped * 10L >= item.Value.Stopped).OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            yield return heap.First!.Value.Warn("heaped-at-limit", null, heap.Heaped, ruleId, Number(heap.Stopped));
        }
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    // 64 bits of FNV-1a: two different texts meet once in some billions of filings, and then a warning is explained away.
    private static long Hash(string text)
    {
        unchecked
        {
            var hash = (long)14695981039346656037UL;
            foreach (var character in text)
            {
                hash = (hash ^ character) * 1099511628211L;
            }

            return hash;
        }
    }

    private readonly record struct Spot(string Sheet, int SheetRow, string Cell, LedgerField Field)
    {
        public static Spot Of(in SheetRow row, LedgerField field) => new(row.Header.Sheet, row.Number, row.Address(field), field);

        public LedgerIssue Warn(string code, LedgerField? field, int rows, params IReadOnlyList<string> args) =>
            new(IssueClass.Plausibility, code, Sheet, SheetRow, Cell, field ?? Field, null, [Number(rows), .. args]);
    }

    private readonly record struct Group(int Rows, Spot First);

    private readonly record struct Phone(long Name1, long Name2, long Name3, int Names, int Rows, Spot First)
    {
        public Phone With(long name) => name == Name1 || (Names > 1 && name == Name2) || (Names > 2 && name == Name3) || Names >= NamesPerPhone
            ? this with { Rows = Rows + 1 }
            : Names switch
            {
                1 => this with { Name2 = name, Names = 2, Rows = Rows + 1 },
                2 => this with { Name3 = name, Names = 3, Rows = Rows + 1 },
                _ => this with { Names = Names + 1, Rows = Rows + 1 },
            };
    }

    private struct Heap
    {
        public int Stopped;
        public int Heaped;
        public Spot? First;
    }
}
