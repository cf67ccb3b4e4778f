namespace Portal.Shell;

/// <summary>Marks the resource file of words that more than one page says: <c>IStringLocalizer&lt;Words&gt;</c>.</summary>
public sealed class Words;
