namespace Portal.Indicators;

/// <summary>Names the words of the desk and the enterprise home, in DeskWords.resx.</summary>
public sealed class DeskWords;
