namespace Portal.Data.Registry;

/// <summary>A whole registry to be entered at once: everybody who regulates and everybody who is regulated.</summary>
public sealed record RegistryBook
{
    /// <summary>Parents before children.</summary>
    public required IReadOnlyList<Jurisdiction> Jurisdictions { get; init; }

    public required IReadOnlyList<Authority> Authorities { get; init; }

    public required IReadOnlyList<Enterprise> Enterprises { get; init; }

    public required IReadOnlyList<EnterpriseSize> Sizes { get; init; }

    public required IReadOnlyList<EnterpriseChannel> Channels { get; init; }

    public required IReadOnlyList<Contact> Contacts { get; init; }
}
