namespace Portal.Data.Ledgers.Cases;

/// <summary>A month of 受理 of an enterprise.</summary>
public sealed record CaseMonth
{
    public required string EnterpriseCode { get; init; }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public required string FigureMonth { get; init; }
}
