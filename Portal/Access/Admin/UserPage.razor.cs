using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access.Accounts;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>One account: who it is, how it signs in, what it holds, where it is signed in.</summary>
public sealed partial class UserPage
{
    private const int SessionsShown = 50;

    private ListedAccount? _user;
    private IReadOnlyList<LinkedIdentity> _identities = [];
    private IReadOnlyList<ListedSession> _sessions = [];
    private bool _isMissing;

    [Inject]
    public required AccountStore Accounts { get; init; }

    [Inject]
    public required SessionDesk Sessions { get; init; }

    [Inject]
    public required IStringLocalizer<UserPage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Crumb> Above => [new(Text["Users"], "/admin/users")];

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var user = await Accounts.ReadAsync(Actor, Id, cancellation);
            var identities = await Accounts.ReadIdentitiesAsync(Actor, Id, cancellation);
            var sessions = await Sessions.ReadPageAsync(new(Actor) { UserId = Id }, new(0, SessionsShown), cancellation);
            return (User: user, Identities: identities, Sessions: sessions.Items);
        },
        read =>
        {
            (_user, _identities, _sessions) = read;
            _isMissing = read.User is null;
        });
}
