using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Shell;

namespace Portal.Access;

/// <summary>What people are called whose account names stand in records; no page shows those to others than administrators.</summary>
public sealed class People(UserStore users, IStringLocalizer<Words> words)
{
    /// <param name="accounts">As they stand in records; the command line and the portal itself among them.</param>
    public async Task<PersonNames> ReadAsync(IEnumerable<string> accounts, CancellationToken cancellation) =>
        new(await users.ReadDisplayNamesAsync(accounts, cancellation), words["Actor_CommandLine"], words["Actor_Portal"]);
}

/// <summary>Names by account, for one page.</summary>
public sealed class PersonNames(IReadOnlyDictionary<string, string> byAccount, string commandLine, string portal)
{
    public static PersonNames None { get; } = new(new Dictionary<string, string>(), "", "");

    /// <returns>The account name itself where the account is gone.</returns>
    public string Of(string account) =>
        byAccount.GetValueOrDefault(account)
        ?? (account == Actor.CommandLine.Name ? commandLine : account == Actor.Portal.Name ? portal : account);
}
