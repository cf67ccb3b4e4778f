using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.SignIn;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>Adds an account: who, how it signs in, what it may do where.</summary>
public sealed partial class NewUserPage
{
    private readonly List<PickedGrant> _grants = [];
    private string _name = "";
    private string _displayName = "";
    private string? _email;

    /// <summary>Null for an account that signs in through the provider only.</summary>
    private string? _password = TemporaryPassword.Draw();

    private bool _isBusy;
    private Outcome? _outcome;
    private (long Id, string Name)? _added;

    [Inject]
    public required AccountDesk Desk { get; init; }

    [Inject]
    public required IStringLocalizer<NewUserPage> Text { get; init; }

    [Inject]
    public required IStringLocalizer<AdminWords> Terms { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    private IReadOnlyList<Crumb> Above => [new(Text["Users"], "/admin/users")];

    private void Pick(PickedGrant grant)
    {
        _outcome = null;
        if (grant.Scope.Length == 0)
        {
            Refuse("Fault_" + AccountFault.ScopeMissing);
        }
        else if (!_grants.Contains(grant))
        {
            _grants.Add(grant);
        }
    }

    private async Task AddAsync()
    {
        _outcome = null;
        var name = _name.Trim();
        if (_password is not null && PasswordRules.Check(name, _password) is { } weak)
        {
            Refuse("Password_" + weak);
            return;
        }

        _isBusy = true;
        try
        {
            var account = new NewAccount
            {
                Name = name,
                DisplayName = _displayName,
                Email = _email,
                PasswordHash = _password is null ? "" : Passwords.Hash(name, _password),
                Grants = [.. _grants.Select(grant => (grant.Role, grant.Scope))],
            };
            var (id, fault) = await Desk.AddAsync(Actor, account, CancellationToken.None);
            if (fault is null)
            {
                _added = (id, name);
            }
            else
            {
                Refuse("Fault_" + fault);
            }
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Refuse(string key) => _outcome = new(Terms[key], IsGood: false);

    private void Begin()
    {
        (_name, _displayName, _email, _password) = ("", "", null, TemporaryPassword.Draw());
        (_added, _outcome) = (null, null);
        _grants.Clear();
    }
}
