using Dapper;
using Portal.Data.Registry;
using Portal.Data.Storage;

namespace Portal.Data.Access;

/// <summary>
/// Which enterprises a query may speak of: those the actor may see, narrowed by what the page chose. It becomes
/// clauses of the query, never a filter afterwards; narrowing can only take away.
/// </summary>
public sealed record EnterpriseScope
{
    private EnterpriseScope()
    {
    }

    /// <summary>For the command line and for jobs, which act for nobody.</summary>
    public static EnterpriseScope Everything { get; } = new();

    /// <summary>One enterprise.</summary>
    public string? EnterpriseCode { get; init; }

    /// <summary>A jurisdiction with its descendants.</summary>
    public string? JurisdictionCode { get; init; }

    public Sector? Sector { get; init; }

    private string? OwnEnterprise { get; init; }

    private string? OwnJurisdiction { get; init; }

    /// <summary>The jurisdiction meant; null for a single enterprise and for everything.</summary>
    internal string? PlaceCode => JurisdictionCode ?? OwnJurisdiction;

    /// <summary>An enterprise asks, and of itself only.</summary>
    internal bool IsOwnEnterprise => OwnEnterprise is not null;

    internal bool IsOneEnterprise => (OwnEnterprise ?? EnterpriseCode) is not null;

    private bool IsEverything => this == Everything;

    /// <summary>What the actor may see; an actor without a scope sees nothing.</summary>
    public static EnterpriseScope Of(Actor actor) => new() { OwnEnterprise = actor.EnterpriseCode, OwnJurisdiction = actor.JurisdictionCode };

    /// <summary>Adds the clauses over an enterprise code column, such as <c>LedgerRow.EnterpriseCode</c>; the column is a constant of the store.</summary>
    internal void Restrict(Where where, DynamicParameters parameters, string column)
    {
        if (IsEverything)
        {
            return;
        }

        parameters.Add("ScopeOwnEnterprise", OwnEnterprise);
        parameters.Add("ScopeEnterprise", EnterpriseCode);
        parameters.Add("ScopeOwnJurisdiction", OwnJurisdiction);
        parameters.Add("ScopeJurisdiction", JurisdictionCode);
        parameters.Add("ScopeSector", (int?)Sector);
        where
            .When(OwnEnterprise is not null, $"{column} = @ScopeOwnEnterprise")
            .When(EnterpriseCode is not null, $"{column} = @ScopeEnterprise")
            .When(OwnJurisdiction is not null, $"{column} IN ({Within("@ScopeOwnJurisdiction")})")
            .When(JurisdictionCode is not null && JurisdictionCode != OwnJurisdiction, $"{column} IN ({Within("@ScopeJurisdiction")})")
            .When(Sector is not null, $"{column} IN (SELECT T.EnterpriseCode FROM EnterpriseSector T WHERE T.Sector = @ScopeSector)");
    }

    private static string Within(string code) => $"""
        SELECT S.Code FROM Enterprise S
        INNER JOIN Jurisdiction J ON J.Code = S.JurisdictionCode
        INNER JOIN Jurisdiction A ON J.Path LIKE CONCAT(A.Path, '%')
        WHERE A.Code = {code}
        """;
}
