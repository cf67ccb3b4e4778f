using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Shell;

namespace Portal.Access.SignIn;

/// <summary>Leads a local account from its password through what is still missing to its session.</summary>
public sealed class SignInFlow(PendingSignIns pendings, SignInSession session, GrantStore grants, TryStore tries, SignInOptions options)
{
    public const string Code = "/sign-in/code";
    public const string NewPassword = "/sign-in/password";
    public const string SecondFactor = "/sign-in/second-factor";

    /// <summary>Keeps what was shown so far, or begins the session when nothing is missing.</summary>
    /// <param name="account">As it is now, after the step just taken.</param>
    /// <returns>The address to go to.</returns>
    public async Task<string> ContinueAsync(HttpContext http, UserAccount account, bool hasShownCode, string? returnUrl)
    {
        var target = LocalAddress.Or(returnUrl, "/");
        var held = await grants.ReadAsync(account.Id, http.RequestAborted);
        var step = SignInRules.Next(account, hasShownCode, held.Select(grant => grant.Role), options.RequireSecondFactor);
        if (held.Count > 0 && step is not SignInStep.Done)
        {
            pendings.Write(http, account, hasShownCode, target);
            return AddressOf(step);
        }

        PendingSignIns.Remove(http);
        if (!await session.BeginAsync(http, account, hasShownCode ? SignInMethod.PasswordAndCode : SignInMethod.Password))
        {
            return SignInProblems.AddressOf(SignInProblem.NoRole);
        }

        await tries.ClearAsync(account.Id, http.RequestAborted);
        return target;
    }

    /// <summary>What is pending, if the account really is at this step; else null, and the sign-in begins anew.</summary>
    public async Task<(PendingSignIn Pending, UserAccount Account)?> ReadAsync(HttpContext http, SignInStep step)
    {
        if (await pendings.ReadAsync(http) is not { } found)
        {
            return null;
        }

        var held = await grants.ReadAsync(found.Account.Id, http.RequestAborted);
        var next = SignInRules.Next(found.Account, found.Pending.HasShownCode, held.Select(grant => grant.Role), options.RequireSecondFactor);
        return next == step ? found : null;
    }

    private static string AddressOf(SignInStep step) => step switch
    {
        SignInStep.ShowCode => Code,
        SignInStep.ChangePassword => NewPassword,
        SignInStep.SetUpCode => SecondFactor,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A finished sign-in has a session."),
    };
}
