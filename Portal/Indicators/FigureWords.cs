namespace Portal.Indicators;

/// <summary>Names the words that the pages of figures share: FigureWords.resx.</summary>
public sealed class FigureWords;
