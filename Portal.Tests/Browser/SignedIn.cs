using System.Text.RegularExpressions;
using Portal.Access;

namespace Portal.Tests.Browser;

/// <summary>A signed-in program: keeps cookies, follows no redirect, can send what a page's form would send.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private SignedIn(HttpClient client) => Client = client;

    public HttpClient Client { get; }

    public static async Task<SignedIn> AsAsync(string user, string address, CancellationToken cancellation)
    {
        var signedIn = new SignedIn(new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(address) });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = await signedIn.TokenAsync("/sign-in", cancellation),
            ["Form.Name"] = user,
            ["Form.Password"] = DemoUsers.Password,
        });
        using var answer = await signedIn.Client.PostAsync("/sign-in", form, cancellation);
        Assert.True((int)answer.StatusCode is 302 or 303, $"Sign-in answered {(int)answer.StatusCode}.");
        return signedIn;
    }

    /// <summary>The antiforgery token of a page's form.</summary>
    public async Task<string> TokenAsync(string path, CancellationToken cancellation)
    {
        var html = await Client.GetStringAsync(path, cancellation);
        return TokenField().Match(html) is { Success: true } match
            ? match.Groups["token"].Value
            : throw new InvalidOperationException($"{path} has no token.");
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""")]
    private static partial Regex TokenField();
}
