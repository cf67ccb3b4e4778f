namespace Portal.Data.Access.Views;

/// <summary>A page with its filters under a name, kept by a user for himself. It holds an address and no rights: whoever opens it sees what he may.</summary>
public sealed record SavedView
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="SavedViewRules.Pages"/>.</summary>
    public required string Page { get; init; }

    /// <summary>Without the question mark; empty for the page as it opens.</summary>
    public required string Query { get; init; }

    /// <summary>Where the user starts; at most one of his views.</summary>
    public required bool IsStart { get; init; }

    public string Address => Query.Length == 0 ? Page : $"{Page}?{Query}";
}

/// <summary>Why a view was not kept.</summary>
public enum SavedViewFault
{
    None,

    /// <summary>No page that keeps views.</summary>
    UnknownPage,
    NameMissing,
    NameTooLong,

    /// <summary>The user has a view of that name.</summary>
    NameTaken,
    QueryTooLong,

    /// <summary>The user has <see cref="SavedViewRules.MostViews"/> views.</summary>
    TooMany,
}
