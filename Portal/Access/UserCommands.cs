using System.CommandLine;
using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.Audit;
using Portal.Data.Access.SignIn;
using Portal.Shell;

namespace Portal.Access;

/// <summary>Verbs <c>user add</c>, <c>user reset</c>, <c>user rename</c> and <c>user disable</c>.</summary>
internal static class UserCommands
{
    public static void AddTo(RootCommand root, Verb verb)
    {
        var name = new Argument<string>("name") { Description = "User name" };
        var newName = new Argument<string>("new-name") { Description = "User name from now on" };
        var role = new Option<string>("--role") { Description = "One of " + string.Join(", ", RoleNames()), Required = true };
        var scope = new Option<string>("--scope") { Description = "Code of a jurisdiction or an enterprise; * for everywhere", Required = true };
        var display = new Option<string?>("--display") { Description = "Name as shown; the user name when left out" };
        var email = new Option<string?>("--email") { Description = "By which a sign-in at the OpenID provider finds the account" };
        var mustChange = new Option<bool>("--must-change") { Description = "The password is to be changed at the first sign-in" };
        var secondFactor = new Option<bool>("--second-factor") { Description = "Take the second factor away as well" };
        var add = new Command("add", "Adds a local account; the password is read from standard input") { name, role, scope, display, email, mustChange };
        var reset = new Command("reset", "Gives an account a new password, to be changed at the next sign-in, and unlocks it") { name, secondFactor };
        root.Add(new Command("user", "Local accounts")
        {
            verb.Action(add, (services, parsed, cancellation) => AddAsync(
                services,
                new()
                {
                    Name = parsed.GetValue(name)!.Trim(),
                    DisplayName = parsed.GetValue(display)?.Trim() is { Length: > 0 } shown ? shown : parsed.GetValue(name)!.Trim(),
                    PasswordHash = "",
                    Email = parsed.GetValue(email)?.Trim().ToLowerInvariant(),
                    MustChangePassword = parsed.GetValue(mustChange),
                },
                parsed.GetValue(role)!,
                parsed.GetValue(scope)!,
                cancellation)),
            verb.Action(reset, (services, parsed, cancellation) =>
                ResetAsync(services, parsed.GetValue(name)!, parsed.GetValue(secondFactor), cancellation)),
            verb.Action(
                new("rename", "Gives an account another user name; here capitals count") { name, newName },
                (services, parsed, cancellation) => RenameAsync(services, parsed.GetValue(name)!, parsed.GetValue(newName)!.Trim(), cancellation),
                migrates: false),
            verb.Action(new("disable", "Closes an account and ends its sessions") { name }, (services, parsed, cancellation) =>
                DisableAsync(services, parsed.GetValue(name)!, cancellation)),
        });
    }

    private static async Task<int> AddAsync(IServiceProvider services, UserAccount account, string role, string scope, CancellationToken cancellation)
    {
        var held = Enum.TryParse<Role>(role, ignoreCase: true, out var known) ? known : Role.Public;
        var fault = await services.GetRequiredService<GrantCheck>().FaultOfAsync(held, scope, cancellation);
        CheckName(account.Name);
        if (AccountRules.CheckDisplayName(account.DisplayName) is not null)
        {
            throw new InvalidOperationException($"The name as shown has {account.DisplayName.Length} characters; 1 to {AccountRules.LongestDisplayName} are allowed.");
        }

        if (fault is { } wrong)
        {
            throw new InvalidOperationException(wrong switch
            {
                GrantFault.NotARole => $"'{role}' is no role. Roles: {string.Join(", ", RoleNames())}.",
                GrantFault.NotEverywhere => $"{held} cannot be everywhere: only Administrator and Auditor may have the scope *.",
                GrantFault.NoEnterprise => $"No enterprise has the code '{scope}'. The verb enterprises lists them.",
                _ => $"No jurisdiction has the code '{scope}'. {held} answers for a jurisdiction.",
            });
        }

        if (AccountRules.CheckEmail(account.Email) is not null)
        {
            throw new InvalidOperationException($"'{account.Email}' is no e-mail address of at most {AccountRules.LongestEmail} characters.");
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var password = await ReadPasswordAsync(account.Name, cancellation);
        var added = account with { PasswordHash = Passwords.Hash(account.Name, password), CreatedAtUtc = now, PasswordChangedAtUtc = now };
        var grant = new UserGrant { Role = held, Scope = scope, GrantedBy = Actor.CommandLine.Name, GrantedAtUtc = now };
        if (await services.GetRequiredService<NewAccountStore>().AppendAsync(added, grant, cancellation) is not { } id)
        {
            throw new InvalidOperationException($"There is an account '{account.Name}' already. user reset gives it a new password.");
        }

        await RecordAsync(services, AuditAction.UserAdded, id, new { account.Name, Role = held.ToString(), Scope = scope }, cancellation);
        await Console.Out.WriteLineAsync($"Added {account.Name}: {held} over {scope}.");
        return 0;
    }

    private static async Task<int> ResetAsync(IServiceProvider services, string name, bool takesSecondFactor, CancellationToken cancellation)
    {
        var account = await FindAsync(services, name, cancellation);
        var password = await ReadPasswordAsync(account.Name, cancellation);
        await services.GetRequiredService<Passwords>().ChangeAsync(account, password, Actor.CommandLine, mustChange: true, cancellation);
        if (takesSecondFactor)
        {
            await services.GetRequiredService<Account.SecondFactors>().RemoveAsync(account, Actor.CommandLine, cancellation);
        }

        await Console.Out.WriteLineAsync($"{account.Name} has a new password, to be changed at the next sign-in.");
        return 0;
    }

    private static async Task<int> RenameAsync(IServiceProvider services, string name, string newName, CancellationToken cancellation)
    {
        CheckName(newName);
        var id = await services.GetRequiredService<NewAccountStore>().RenameAsync(name, newName, cancellation)
            ?? throw new InvalidOperationException($"There is no account '{name}'. Capital letters count here.");
        await RecordAsync(services, AuditAction.UserChanged, id, new { Before = new { Name = name }, After = new { Name = newName } }, cancellation);
        await Console.Out.WriteLineAsync($"{name} is called {newName} now.");
        return 0;
    }

    private static void CheckName(string name)
    {
        if (AccountRules.CheckName(name) is not null)
        {
            throw new InvalidOperationException(
                $"'{name}' cannot be a user name: 1 to {AccountRules.LongestName} letters, digits and . - _ @, beginning with a letter or a digit.");
        }
    }

    private static async Task<int> DisableAsync(IServiceProvider services, string name, CancellationToken cancellation)
    {
        var account = await FindAsync(services, name, cancellation);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await services.GetRequiredService<NewAccountStore>().DisableAsync(account.Id, now, cancellation);
        await RecordAsync(services, AuditAction.UserChanged, account.Id, new { account.Name, IsDisabled = true }, cancellation);
        await Console.Out.WriteLineAsync($"{account.Name} is disabled; its sessions have ended.");
        return 0;
    }

    private static async Task<UserAccount> FindAsync(IServiceProvider services, string name, CancellationToken cancellation) =>
        await services.GetRequiredService<UserStore>().ReadAsync(name, cancellation)
        ?? throw new InvalidOperationException($"There is no account '{name}'.");

    private static Task<long> RecordAsync(IServiceProvider services, AuditAction action, long userId, object detail, CancellationToken cancellation) =>
        services.GetRequiredService<AuditLog>().AppendAsync(
            new()
            {
                Actor = Actor.CommandLine,
                Action = action,
                ObjectType = nameof(UserAccount),
                ObjectId = FormattableString.Invariant($"{userId}"),
                Detail = detail,
            },
            cancellation);

    /// <summary>The password from standard input, checked; typed at a terminal it is not shown.</summary>
    private static async Task<string> ReadPasswordAsync(string name, CancellationToken cancellation)
    {
        var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellation) ?? "" : await AskAsync();
        return PasswordRules.Check(name, password) switch
        {
            null => password,
            PasswordFault.TooShort => throw new InvalidOperationException(
                $"The password has {password.Length} characters; at least {PasswordRules.LeastCharacters} are needed. It is read from standard input."),
            PasswordFault.TooLong => throw new InvalidOperationException($"The password is longer than {PasswordRules.MostCharacters} characters."),
            PasswordFault.IsName => throw new InvalidOperationException("The password is the user name, or little more than that."),
            _ => throw new InvalidOperationException("This password is among the first that are tried by those who guess."),
        };
    }

    private static async Task<string> AskAsync()
    {
        await Console.Error.WriteAsync("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is not ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        await Console.Error.WriteLineAsync();
        return typed.ToString();
    }

    private static IEnumerable<string> RoleNames() => Enum.GetNames<Role>().Except([nameof(Role.Public)]);
}
