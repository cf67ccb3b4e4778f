namespace Portal.Data.Ledgers;

/// <summary>When a closed case counts as taken up again (办结率, requirements §6): its complainant objected to the outcome (S0-43).</summary>
public static class ReopenRules
{
    /// <summary>Days of 24 hours after 办结 in which an objection opens the case again. A local default.</summary>
    public const int Days = 30;

    public static bool IsReopened(DateTime? closedAt, DateTime? objectedAt) =>
        closedAt is { } closed && objectedAt is { } objected && objected >= closed && objected <= closed.AddDays(Days);
}
