using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>Who is signed in now, or was of late, among the accounts an administrator manages.</summary>
public sealed partial class SessionsPage
{
    private const int DaysBack = 7;

    private Page<ListedSession>? _page;
    private ListedAccount? _named;
    private Outcome? _outcome;

    [Inject]
    public required SessionDesk Desk { get; init; }

    [Inject]
    public required AccountStore Accounts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IStringLocalizer<SessionsPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<AdminWords> Terms { get; init; }

    /// <summary>Sessions of this account only.</summary>
    [SupplyParameterFromQuery(Name = "user")]
    public string? UserId { get; set; }

    /// <summary>Those that ended within the last days, instead of those that last.</summary>
    [SupplyParameterFromQuery(Name = "ended")]
    public string? Ended { get; set; }

    private bool IsEnded => AddressValue.IsTrue(Ended);

    protected override Task OnParametersSetAsync()
    {
        _outcome = null;
        return ReadAsync();
    }

    private Task ReadAsync()
    {
        var filter = new SessionFilter(Actor)
        {
            UserId = AddressValue.IdOf(UserId),
            Search = Search,
            EndedSinceUtc = IsEnded ? Clock.GetUtcNow().UtcDateTime.AddDays(-DaysBack) : null,
        };
        return LoadAsync(
            async cancellation =>
            {
                var page = await Desk.ReadPageAsync(filter, new((Number - 1) * PageSize, PageSize), cancellation);
                return (Page: page, Named: AddressValue.IdOf(UserId) is { } id ? await Accounts.ReadAsync(Actor, id, cancellation) : null);
            },
            read => (_page, _named) = read);
    }

    private Task EndAsync(UserSession session) => ChangeAsync(Desk.EndAsync(Actor, session, CancellationToken.None));

    private Task EndAllAsync(UserAccount account) => ChangeAsync(Desk.EndAllAsync(Actor, account.Id, CancellationToken.None));

    private async Task ChangeAsync(Task<AccountFault?> change)
    {
        var fault = await change;
        _outcome = fault is null ? new(Text["Done"], IsGood: true) : new(Terms["Fault_" + fault], IsGood: false);
        await ReadAsync();
    }
}
