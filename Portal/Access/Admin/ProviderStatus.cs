using Portal.Access.OpenId;

namespace Portal.Access.Admin;

/// <summary>What the provider answered when asked just now.</summary>
/// <param name="Keys">Ids of the keys it signs with; empty when it did not answer.</param>
/// <param name="Problem">Null when it answered as it should.</param>
public sealed record ProviderStatus(DateTime AskedAtUtc, IReadOnlyList<string> Keys, string? Problem)
{
    public static async Task<ProviderStatus> AskAsync(OpenIdDiscovery discovery, DateTime nowUtc, CancellationToken cancellation)
    {
        try
        {
            var published = await discovery.CheckAsync(cancellation);
            return new(nowUtc, [.. published.SigningKeys.Select(key => key.KeyId ?? "")], null);
        }
        catch (ProviderUnavailableException unavailable)
        {
            return new(nowUtc, [], unavailable.InnerException is { } cause ? $"{unavailable.Message} {Innermost(cause).Message}" : unavailable.Message);
        }
    }

    // The outer ones only say that something was tried.
    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
