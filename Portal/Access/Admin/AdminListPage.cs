using Microsoft.AspNetCore.Components;

namespace Portal.Access.Admin;

/// <summary>A list of administration, which can be searched.</summary>
public abstract class AdminListPage : ListPage
{
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }
}
