namespace Portal.Data.SpotChecks.Tasks;

/// <summary>One answer of a task that counts.</summary>
/// <param name="ItemCode">Of the questionnaire, such as <c>solved</c>.</param>
/// <param name="ChoiceCode">Of a choice; of a scale its figure as text, of a time <c>yyyy-MM-ddTHH:mm</c>; null otherwise.</param>
/// <param name="Number">Of a number in the unit of the item, of a scale, or of a reading in °C.</param>
/// <param name="Room">Where a reading was taken; null otherwise.</param>
/// <param name="RawText">The words as they were said, also where they are coded; telephone and identity numbers masked.</param>
public sealed record AnswerRecord(long TaskId, string ItemCode, string? ChoiceCode, decimal? Number, string? Room, string? RawText);
