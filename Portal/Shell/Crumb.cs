namespace Portal.Shell;

/// <summary>A page above the one shown.</summary>
public sealed record Crumb(string Text, string Href);
