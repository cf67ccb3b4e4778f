using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Tests.Browser;

namespace Portal.Tests.Access.SignIn;

/// <summary>What the owner of an account changes about it: only with the current password, and other sessions end.</summary>
public sealed partial class OwnAccountTests
{
    private const string Account = "/account";
    private const string Fresh = "a sentence of my own";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANewPassword_NeedsTheCurrentOne_AndEndsTheOtherSessions()
    {
        await using var portal = await StartAsync();
        using var here = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);
        using var there = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);

        Assert.Contains("role=\"alert\"", await ChangePasswordAsync(here, "not the password", Fresh, Fresh), StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", await ChangePasswordAsync(here, DemoUsers.Password, Fresh, Fresh + "!"), StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", await ChangePasswordAsync(here, DemoUsers.Password, "1234567890", "1234567890"), StringComparison.Ordinal);
        Assert.True(Passwords.Fits(await ReadAsync(portal), DemoUsers.Inspector, DemoUsers.Password));
        Assert.True(await IsInAsync(there));

        Assert.Contains("role=\"status\"", await ChangePasswordAsync(here, DemoUsers.Password, Fresh, Fresh), StringComparison.Ordinal);
        Assert.True(Passwords.Fits(await ReadAsync(portal), DemoUsers.Inspector, Fresh));
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(there));
    }

    [Fact]
    public async Task TheCurrentPassword_CannotBeGuessedHereWithoutEnd()
    {
        await using var portal = await StartAsync();
        using var here = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);
        for (var failure = 0; failure <= LockoutRules.FreeFailures; failure++)
        {
            await ChangePasswordAsync(here, "not the password", Fresh, Fresh);
        }

        Assert.Contains("role=\"alert\"", await ChangePasswordAsync(here, DemoUsers.Password, Fresh, Fresh), StringComparison.Ordinal);
        Assert.True(Passwords.Fits(await ReadAsync(portal), DemoUsers.Inspector, DemoUsers.Password));
    }

    [Fact]
    public async Task TheSecondFactor_IsSetUp_Replaced_AndRemoved_EachEndingTheOtherSessions()
    {
        var clock = new StillClock(new(2026, 3, 4, 5, 6, 7));
        await using var portal = await StartAsync(clock);
        using var here = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);
        using var there = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);

        var refused = await ChangeFactorAsync(here, "not the password", "set-up");
        Assert.DoesNotMatch(SecretField(), refused);
        var drawn = await ChangeFactorAsync(here, DemoUsers.Password, "set-up");
        Assert.Contains("id=\"wrong\"", await ConfirmAsync(here, drawn, "000000"), StringComparison.Ordinal);
        Assert.False((await ReadAsync(portal))!.HasSecondFactor);
        Assert.True(await IsInAsync(there));

        Assert.Contains("recovery-codes", await ConfirmAsync(here, drawn, CodeOf(drawn, clock)), StringComparison.Ordinal);
        var first = (await ReadAsync(portal))!.SecondFactor;
        Assert.NotNull(first);
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(there));

        clock.Advance(TimeSpan.FromMinutes(1));
        var replacement = await ChangeFactorAsync(here, DemoUsers.Password, "set-up");
        Assert.NotEqual(SecretField().Match(drawn).Value, SecretField().Match(replacement).Value);
        Assert.Equal(first, (await ReadAsync(portal))!.SecondFactor);
        // A draft stands for the account as it was: the one that was confirmed before is no way back.
        await ConfirmAsync(here, drawn, CodeOf(drawn, clock));
        Assert.Equal(first, (await ReadAsync(portal))!.SecondFactor);
        await ConfirmAsync(here, replacement, CodeOf(replacement, clock));
        Assert.NotEqual(first, (await ReadAsync(portal))!.SecondFactor);

        var codes = await ChangeFactorAsync(here, DemoUsers.Password, "codes");
        Assert.Contains("recovery-codes", codes, StringComparison.Ordinal);

        await ChangeFactorAsync(here, "not the password", "remove");
        Assert.True((await ReadAsync(portal))!.HasSecondFactor);
        Assert.Contains("role=\"status\"", await ChangeFactorAsync(here, DemoUsers.Password, "remove"), StringComparison.Ordinal);
        Assert.False((await ReadAsync(portal))!.HasSecondFactor);
        Assert.True(await IsInAsync(here));
    }

    [Fact]
    public async Task AnotherOwnSession_IsEnded_ButNoneOfSomebodyElse()
    {
        await using var portal = await StartAsync();
        using var here = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);
        using var there = await SignedIn.AsAsync(DemoUsers.Inspector, portal.Address, Cancellation);
        using var foreign = await SignedIn.AsAsync(DemoUsers.Regulator, portal.Address, Cancellation);
        using var alsoForeign = await SignedIn.AsAsync(DemoUsers.Regulator, portal.Address, Cancellation);
        var foreignKey = KeyOf(await foreign.Client.GetStringAsync(Account, Cancellation));

        await PostAsync(here, "session", ("Form.Started", foreignKey));
        Assert.True(await IsInAsync(alsoForeign));

        await PostAsync(here, "session", ("Form.Started", KeyOf(await here.Client.GetStringAsync(Account, Cancellation))));
        Assert.False(await IsInAsync(there));
        Assert.True(await IsInAsync(here));
    }

    private static Task<RunningPortal> StartAsync(TimeProvider? clock = null) => RunningPortal.StartAsync(DemoPortal.SeedAsync, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["SignIn:RequireSecondFactor"] = "None" });
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
    });

    private static Task<UserAccount?> ReadAsync(RunningPortal portal) =>
        portal.Services.GetRequiredService<UserStore>().ReadAsync(DemoUsers.Inspector, Cancellation);

    private static async Task<bool> IsInAsync(SignedIn visitor)
    {
        using var answer = await visitor.Client.GetAsync(Account, Cancellation);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{answer.StatusCode}");
        return answer.IsSuccessStatusCode;
    }

    private static Task<string> ChangePasswordAsync(SignedIn visitor, string current, string next, string again) =>
        PostAsync(visitor, "password", ("Form.Current", current), ("Form.Next", next), ("Form.Again", again));

    private static Task<string> ChangeFactorAsync(SignedIn visitor, string current, string what) =>
        PostAsync(visitor, "factor", ("Form.Current", current), ("Form.Do", what));

    private static Task<string> ConfirmAsync(SignedIn visitor, string page, string code) =>
        PostAsync(visitor, "confirm-factor", ("Form.Draft", DraftField().Match(page).Groups["draft"].Value), ("Form.Code", code));

    private static async Task<string> PostAsync(SignedIn visitor, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.PostAsync(Account, await visitor.TokenAsync(Account, Cancellation), handler, Cancellation, fields);
        Assert.True(answer.IsSuccessStatusCode, $"{handler} answered {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static string KeyOf(string page) => SessionField().Match(page).Groups["key"].Value is { Length: > 0 } key
        ? key
        : throw new InvalidOperationException("No other session is listed.");

    private static string CodeOf(string page, TimeProvider clock) => Authenticator.CodeOf(SecretField().Match(page).Groups["secret"].Value, clock);

    [GeneratedRegex("""data-secret>(?<secret>[^<]+)<""")]
    private static partial Regex SecretField();

    [GeneratedRegex("""name="Form.Draft" value="(?<draft>[^"]+)""")]
    private static partial Regex DraftField();

    [GeneratedRegex("""name="Form.Started" value="(?<key>[^"]+)""")]
    private static partial Regex SessionField();
}
