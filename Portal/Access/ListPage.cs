using Microsoft.AspNetCore.Components;
using Portal.Shell;

namespace Portal.Access;

/// <summary>A list: its filters and which page is shown stand in the address.</summary>
public abstract class ListPage : ActorPage
{
    protected const int PageSize = 50;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    protected int Number => AddressValue.PageOf(PageNumber);

    /// <summary>Asks for another part of the list, from its first page on.</summary>
    protected void Go(string key, string? value) => Navigation.NavigateTo(Navigation.FirstPageWith(key, value));
}
