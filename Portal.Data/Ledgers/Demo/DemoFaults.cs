using Portal.Data.Ledgers.Mapping;

namespace Portal.Data.Ledgers.Demo;

/// <summary>Spoils rows the way people do, one fault in each of the first rows: every kind of validity issue.</summary>
internal static class DemoFaults
{
    private static readonly (LedgerField Field, string? Value)[] s_faults =
    [
        (LedgerField.ComplainantPhone, null), // required
        (LedgerField.Channel, "微信群"), // not in the list
        (LedgerField.RespondedAt, "上午十点半"), // no time
        (LedgerField.ClosedAt, "2020-01-01 08:00"), // before it was received
        (LedgerField.ReceivedAt, "2099-01-01 08:00"), // after the judging time
        (LedgerField.Urgency, "特急"),
        (LedgerField.Content, null),
    ];

    public static IReadOnlyList<string?[]> Spoil(IReadOnlyList<string?[]> rows)
    {
        var spoilt = rows.Select(row => (string?[])row.Clone()).ToList();
        for (var index = 0; index < s_faults.Length && index < spoilt.Count; index++)
        {
            spoilt[index][(int)s_faults[index].Field] = s_faults[index].Value;
        }

        // The last row stands twice.
        spoilt.Add((string?[])spoilt[^1].Clone());
        return spoilt;
    }
}
