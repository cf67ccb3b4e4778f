using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Portal.Shell;

/// <summary>
/// Who asks and over what, as a reverse proxy tells it (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>): believed from
/// the addresses in <c>Proxy:Addresses</c> only. Without the setting nobody is believed.
/// </summary>
internal static class ProxyHeaders
{
    private const string Setting = "Proxy:Addresses";

    /// <exception cref="InvalidOperationException">An entry is neither an address nor a network such as 10.0.0.0/8.</exception>
    public static IServiceCollection AddProxyHeaders(this IServiceCollection services, IConfiguration configuration)
    {
        var known = Read(configuration);
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
#pragma warning disable ASPDEPR005 // The list has another name from .NET 10 on, which .NET 9 does not know yet.
            options.KnownNetworks.Clear();
            foreach (var network in known)
            {
                options.KnownNetworks.Add(new(network.BaseAddress, network.PrefixLength));
            }
#pragma warning restore ASPDEPR005

            options.ForwardedHeaders = known.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        });
    }

    private static List<IPNetwork> Read(IConfiguration configuration)
    {
        var entries = configuration.GetSection(Setting).Get<string[]>() is { Length: > 0 } list
            ? list
            : (configuration[Setting] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Select(Parse)];
    }

    private static IPNetwork Parse(string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
        {
            return new(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(entry, out var network)
            ? network
            : throw new InvalidOperationException($"{Setting} contains '{entry}'. Write addresses such as 10.0.0.5 or networks such as 10.0.0.0/8, separated by commas.");
    }
}
