using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Portal.Access.OpenId;

/// <summary>The provider does not answer, or not as the one that is configured.</summary>
public sealed class ProviderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// What the provider publishes of itself: addresses and keys. Read when first needed, again after half a day, and at
/// once when a token is signed with a key not seen before, though not oftener than a forger could make us ask.
/// The library's own ConfigurationManager refreshes behind the caller's back, so the token that shows a new key would
/// still be refused.
/// </summary>
public sealed class OpenIdDiscovery(OpenIdOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan s_leastBetween = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1);
    private OpenIdConnectConfiguration? _configuration;
    private DateTimeOffset _readAt;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>Whatever goes to the provider, the exchange of codes included.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15), AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <exception cref="ProviderUnavailableException">It was never read and cannot be read now.</exception>
    public async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellation)
    {
        if (_configuration is { } known && clock.GetUtcNow() - _readAt < s_lifetime)
        {
            return known;
        }

        return await RefreshAsync(_configuration, cancellation);
    }

    /// <summary>Reads again, because what is known does not have the key of a token.</summary>
    /// <returns>What is known now; the same as before when it was asked for a moment ago or does not answer.</returns>
    public async Task<OpenIdConnectConfiguration> ReadAgainAsync(OpenIdConnectConfiguration stale, CancellationToken cancellation)
    {
        if (!ReferenceEquals(stale, _configuration))
        {
            return await ReadAsync(cancellation);
        }

        var now = clock.GetUtcNow();
        if (now - _askedAt < s_leastBetween)
        {
            return stale;
        }

        _askedAt = now;
        return await RefreshAsync(stale, cancellation);
    }

    /// <summary>Asks the provider now, whatever is known; changes nothing of that.</summary>
    /// <exception cref="ProviderUnavailableException">It cannot be read now.</exception>
    public Task<OpenIdConnectConfiguration> CheckAsync(CancellationToken cancellation) => FetchAsync(cancellation);

    public void Dispose()
    {
        Client.Dispose();
        _reading.Dispose();
    }

    private async Task<OpenIdConnectConfiguration> RefreshAsync(OpenIdConnectConfiguration? stale, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            if (_configuration is { } other && !ReferenceEquals(other, stale))
            {
                return other;
            }

            _configuration = await FetchAsync(cancellation);
            _readAt = clock.GetUtcNow();
            return _configuration;
        }
        catch (ProviderUnavailableException) when (stale is not null)
        {
            return stale;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> FetchAsync(CancellationToken cancellation)
    {
        OpenIdConnectConfiguration read;
        try
        {
            var documents = new HttpDocumentRetriever(Client) { RequireHttps = options.IsEncrypted };
            read = await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress, documents, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderUnavailableException($"{options.MetadataAddress} cannot be read.", exception);
        }

        if (read.Issuer?.TrimEnd('/') != options.Authority)
        {
            throw new ProviderUnavailableException($"{options.MetadataAddress} names the issuer '{read.Issuer}'. OpenId:Authority must be that issuer.");
        }

        return read.AuthorizationEndpoint is null || read.TokenEndpoint is null || read.SigningKeys.Count == 0
            ? throw new ProviderUnavailableException($"{options.MetadataAddress} names no authorization endpoint, no token endpoint or no keys.")
            : read;
    }
}
