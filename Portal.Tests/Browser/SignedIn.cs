using System.Text.RegularExpressions;
using Portal.Access;

namespace Portal.Tests.Browser;

/// <summary>A signed-in program: keeps cookies, follows no redirect, can send what a page's form would send.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private SignedIn(HttpClient client) => Client = client;

    public HttpClient Client { get; }

    public static async Task<SignedIn> AsAsync(
        string user, string address, CancellationToken cancellation, string password = DemoUsers.Password)
    {
        var signedIn = Nobody(address);
        using var answer = await signedIn.PostAsync(
            "/sign-in", await signedIn.TokenAsync("/sign-in", cancellation), "sign-in", cancellation, ("Form.Name", user), ("Form.Password", password));
        Assert.True((int)answer.StatusCode is 302 or 303, $"Sign-in answered {(int)answer.StatusCode}.");
        return signedIn;
    }

    /// <summary>Not signed in yet.</summary>
    public static SignedIn Nobody(string address) =>
        new(new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(address) });

    /// <summary>Sends what a form of a page would send.</summary>
    /// <param name="handler">Name of the form.</param>
    public async Task<HttpResponseMessage> PostAsync(
        string path, string token, string handler, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [new("_handler", handler), new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await Client.PostAsync(path, form, cancellation);
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
