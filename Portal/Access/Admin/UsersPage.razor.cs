using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>The accounts an administrator manages, by name.</summary>
public sealed partial class UsersPage
{
    private Page<ListedAccount>? _page;

    [Inject]
    public required AccountStore Accounts { get; init; }

    [Inject]
    public required IStringLocalizer<UsersPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<AdminWords> Terms { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [SupplyParameterFromQuery(Name = "role")]
    public string? RoleInAddress { get; set; }

    /// <summary>A part of the name or code of a jurisdiction or enterprise.</summary>
    [SupplyParameterFromQuery(Name = "scope")]
    public string? Scope { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateInAddress { get; set; }

    private Role? Role => AddressValue.CodeOf<Role>(RoleInAddress);

    private AccountState? State => AddressValue.CodeOf<AccountState>(StateInAddress);

    protected override Task OnParametersSetAsync()
    {
        var filter = new AccountFilter(Actor) { Search = Search, Role = Role, Scope = Scope, State = State };
        return LoadAsync(
            cancellation => Accounts.ReadPageAsync(filter, new((Number - 1) * PageSize, PageSize), cancellation),
            page => _page = page);
    }
}
