namespace Portal.Data.SpotChecks.Tasks;

/// <summary>Which answers of a hotline test cannot be true together with its outcome or with each other, by the codes of the shipped questionnaire. Pure.</summary>
public static class PhoneTestRules
{
    public const string Connected = "connected";
    public const string AnswerSeconds = "answer-seconds";
    public const string AnsweredWithin = "answered-within";

    /// <summary>A hotline is answered within this (S1-29).</summary>
    public const int SecondsToAnswer = 15;

    /// <returns>The item that says otherwise, each once; what was not answered contradicts nothing.</returns>
    public static IEnumerable<string> FindContradictions(Disposition disposition, IReadOnlyCollection<AnswerRecord> answers)
    {
        var connected = answers.FirstOrDefault(answer => answer.ItemCode == Connected)?.ChoiceCode;
        var isConsistent = (connected, disposition) switch
        {
            ("yes", Disposition.NoAnswer or Disposition.WrongNumber) => false,
            ("busy" or "no-answer" or "invalid", Disposition.Refused) => false,
            ("busy" or "no-answer" or "invalid", _) => !AttemptRules.IsCompleted(disposition),
            _ => true,
        };
        if (!isConsistent)
        {
            yield return Connected;
        }

        var seconds = answers.FirstOrDefault(answer => answer.ItemCode == AnswerSeconds)?.Number;
        var within = answers.FirstOrDefault(answer => answer.ItemCode == AnsweredWithin)?.ChoiceCode;
        if ((within, seconds <= SecondsToAnswer) is ("yes", false) or ("no", true) && seconds is not null)
        {
            yield return AnsweredWithin;
        }
    }
}
