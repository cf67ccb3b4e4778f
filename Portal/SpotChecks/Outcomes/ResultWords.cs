namespace Portal.SpotChecks.Outcomes;

/// <summary>The words of all pages about results.</summary>
public sealed class ResultWords;
