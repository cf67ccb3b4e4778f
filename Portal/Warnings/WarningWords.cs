namespace Portal.Warnings;

/// <summary>The words of all pages about warnings.</summary>
public sealed class WarningWords;
