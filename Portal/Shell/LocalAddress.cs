namespace Portal.Shell;

/// <summary>Addresses that a visitor hands in to be sent back to: only paths of this site are followed.</summary>
public static class LocalAddress
{
    public static string Or(string? address, string fallback) => IsLocal(address) ? address! : fallback;

    public static bool IsLocal(string? address) =>
        address is ['/', ..]
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl);
}
