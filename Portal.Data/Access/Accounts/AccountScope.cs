using Dapper;
using Portal.Data.Storage;

namespace Portal.Data.Access.Accounts;

/// <summary>The accounts an actor manages, as clauses of a query: those that lie with all their grants in the actor's place.</summary>
internal static class AccountScope
{
    /// <summary>Adds the clauses over <c>UserAccount.Id</c>.</summary>
    internal static void Confine(Where where, DynamicParameters parameters, Actor actor)
    {
        parameters.Add("ScopeManager", actor.Scope);
        where
            .When(!actor.IsEverywhere, "EXISTS (SELECT 1 FROM UserGrant H WHERE H.UserId = UserAccount.Id)")
            .When(!actor.IsEverywhere, """
                NOT EXISTS (
                    SELECT 1 FROM UserGrant H
                    LEFT JOIN Enterprise HE ON HE.Code = H.Scope
                    WHERE H.UserId = UserAccount.Id AND NOT EXISTS (
                        SELECT 1 FROM Jurisdiction HP
                        INNER JOIN Jurisdiction HA ON HP.Path LIKE CONCAT(HA.Path, '%')
                        WHERE HA.Code = @ScopeManager AND HP.Code = COALESCE(HE.JurisdictionCode, H.Scope)))
                """);
    }
}
