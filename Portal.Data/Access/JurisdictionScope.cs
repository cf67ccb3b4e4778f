namespace Portal.Data.Access;

/// <summary>
/// Keeps a query to what belongs to the actor's jurisdiction or one below it, where the thing itself is a
/// jurisdiction's (a campaign, a rule set version) and not an enterprise's, for which <see cref="EnterpriseScope"/> is.
/// </summary>
internal static class JurisdictionScope
{
    /// <summary>A clause over a column of jurisdiction codes, a constant of the store. Expects <c>@Own</c>; an enterprise and somebody without a scope find nothing.</summary>
    public static string Within(Actor actor, string column) => actor.IsEverywhere switch
    {
        true => "1 = 1",
        false => $"""
            {column} IN (
                SELECT I.Code FROM Jurisdiction I INNER JOIN Jurisdiction A ON I.Path LIKE CONCAT(A.Path, '%') WHERE A.Code = @Own)
            """,
    };

    /// <summary>The value of <c>@Own</c>.</summary>
    public static string OwnOf(Actor actor) => actor.JurisdictionCode ?? "";
}
