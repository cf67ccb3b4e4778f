namespace Portal.SpotChecks.Findings;

/// <summary>The words of all pages about findings.</summary>
public sealed class FindingWords;
