namespace Portal.Shell;

/// <summary>
/// What a feature puts on the desk of an authority and the home page of an enterprise, below the block of today.
/// Registered, because the Shell knows no feature and the desk knows only those before its own; the component gets the
/// parameters <c>Actor</c> (who reads) and <c>Scope</c> (what the page is narrowed to) and reads by itself.
/// </summary>
/// <param name="Order">Lower stands first.</param>
public sealed record DeskPart(Type Component, int Order);
