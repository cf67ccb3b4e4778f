namespace Portal.Data.SpotChecks.Tasks;

/// <summary>Why whoever has an open task cannot do it any more, so that it is to be given to somebody else.</summary>
public enum TaskHindrance
{
    /// <summary>The account is disabled.</summary>
    Disabled = 1,

    /// <summary>No role is left that answers tasks.</summary>
    NoRole = 2,

    /// <summary>Must step aside: an interest declared since, an own recusal, a role that speaks for the enterprise (S2-43).</summary>
    StepAside = 3,
}

/// <summary>The clauses over <c>SpotTask T</c> that tell who cannot do a task.</summary>
internal static class TaskHindrances
{
    private const string Disabled = "EXISTS (SELECT 1 FROM UserAccount HU WHERE HU.Id = T.InspectorId AND HU.IsDisabled = 1)";

    private const string NoRole =
        "NOT EXISTS (SELECT 1 FROM UserGrant HG WHERE HG.UserId = T.InspectorId AND HG.Role IN ('Inspector', 'RegulatorOfficer', 'RegulatorLeader'))";

    /// <summary>Nobody has the task, or it is open and whoever has it cannot do it.</summary>
    public static string IsFree() =>
        $"(T.InspectorId IS NULL OR (T.State IN (1, 2) AND ({Disabled} OR {NoRole} OR {MustStepAside("T.InspectorId")})))";

    /// <summary>Number of the hindrance of an open task, or null.</summary>
    public static string Number() => $"""
        CASE WHEN T.State NOT IN (1, 2) OR T.InspectorId IS NULL THEN NULL
            WHEN {Disabled} THEN 1 WHEN {NoRole} THEN 2 WHEN {MustStepAside("T.InspectorId")} THEN 3 END
        """;

    /// <summary>What <see cref="Portal.Data.Access.Recusals.RecusalRules"/> says of one user, for many tasks at once.</summary>
    /// <param name="user">A column or a parameter.</param>
    public static string MustStepAside(string user) => $"""
        (EXISTS (SELECT 1 FROM Interest HI WHERE HI.UserId = {user} AND HI.EndedAtUtc IS NULL AND HI.EnterpriseCode = T.EnterpriseCode)
        OR EXISTS (SELECT 1 FROM UserGrant HS WHERE HS.UserId = {user} AND HS.Scope = T.EnterpriseCode)
        OR EXISTS (SELECT 1 FROM Recusal HR WHERE HR.UserId = {user} AND HR.Ground = 1 AND HR.ItemKind = 3 AND HR.ItemId = CONCAT(T.Id, ''))
        OR EXISTS (SELECT 1 FROM Recusal HC INNER JOIN LedgerRow HL ON HL.Id = T.RowId
            WHERE HC.UserId = {user} AND HC.Ground = 1 AND HC.ItemKind = 1 AND HC.ItemId = CONCAT(HL.EnterpriseCode, '/', HL.FigureMonth, '/', HL.CaseNo))
        OR EXISTS (SELECT 1 FROM Interest HP INNER JOIN LedgerRow HX ON HX.Id = T.RowId
            WHERE HP.UserId = {user} AND HP.EndedAtUtc IS NULL AND (HP.PhoneHash = HX.PhoneHash OR HP.AddressHash = HX.AddressHash)))
        """;
}
