using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Ledgers;
using Portal.Data.SpotChecks.Comparison;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.Tests.SpotChecks.Comparison;

/// <summary>What was found beside what the ledger claims, fact by fact.</summary>
public sealed class ComparisonRulesTests
{
    private static readonly DateTime s_arrived = new(2025, 11, 3, 10, 20, 40);

    private static LedgerClaim Full { get; } = new()
    {
        ArrivedAt = s_arrived,
        FedBackAt = s_arrived.AddHours(5),
        ClosedAt = s_arrived.AddHours(6),
        Outcome = CaseOutcome.Solved,
        Rating = CaseRating.Satisfied,
        RoomTemperatureTenths = 185,
    };

    [Theory]
    [InlineData(Fact.Received, "received", "yes", FactOutcome.Confirmed)]
    [InlineData(Fact.Received, "received", "no", FactOutcome.Contradicted)]
    [InlineData(Fact.Received, "received", "unsure", FactOutcome.NotComparable)]
    [InlineData(Fact.Visited, "visited", "yes", FactOutcome.Confirmed)]
    [InlineData(Fact.Visited, "visited", "no", FactOutcome.Contradicted)]
    [InlineData(Fact.Solved, "solved", "yes", FactOutcome.Confirmed)]
    [InlineData(Fact.Solved, "solved", "partly", FactOutcome.Contradicted)]
    [InlineData(Fact.Solved, "solved", "no", FactOutcome.Contradicted)]
    [InlineData(Fact.ClosedAgreed, "closed-agreed", "no", FactOutcome.Contradicted)]
    [InlineData(Fact.ClosedAgreed, "closed-agreed", "unsure", FactOutcome.NotComparable)]
    [InlineData(Fact.FeedbackReceived, "feedback-received", "no", FactOutcome.Contradicted)]
    [InlineData(Fact.ArrivalTime, "arrival-time", "2025-11-03T11:20", FactOutcome.Confirmed)]
    [InlineData(Fact.ArrivalTime, "arrival-time", "2025-11-03T11:21", FactOutcome.Contradicted)]
    [InlineData(Fact.ArrivalTime, "arrival-time", "2025-11-03T09:19", FactOutcome.Contradicted)]
    [InlineData(Fact.FeedbackTime, "feedback-time", "2025-11-03T19:20", FactOutcome.Confirmed)]
    [InlineData(Fact.FeedbackTime, "feedback-time", "2025-11-04T08:00", FactOutcome.Contradicted)]
    public void AFact_StandsToTheClaim_AsItWasAnswered(Fact fact, string item, string choice, FactOutcome outcome)
    {
        var compared = Assert.Single(Compare(Full, new AnswerRecord(1, item, choice, null, null, null)));

        Assert.Equal((fact, outcome, choice), (compared.Fact, compared.Outcome, compared.Found));
        Assert.NotNull(compared.Claimed);
        Assert.Equal(FactOutcome.NotComparable, fact is Fact.Received ? FactOutcome.NotComparable : Compare(new(), new AnswerRecord(1, item, choice, null, null, null))[0].Outcome);
    }

    [Theory]
    [InlineData(CaseRating.FairlySatisfied, 3, FactOutcome.Confirmed)]
    [InlineData(CaseRating.VerySatisfied, 2, FactOutcome.Contradicted)]
    [InlineData(CaseRating.Dissatisfied, 2, FactOutcome.Confirmed)]
    [InlineData(CaseRating.VeryDissatisfied, 5, FactOutcome.Contradicted)]
    [InlineData(CaseRating.NotRated, 5, FactOutcome.NotComparable)]
    public void ARating_AgreesWhereBothAreSatisfied_OrNeither(CaseRating claimed, int found, FactOutcome outcome)
    {
        var compared = Assert.Single(Compare(Full with { Rating = claimed }, new AnswerRecord(1, "satisfied", found.ToString(CultureInfo.InvariantCulture), found, null, null)));

        Assert.Equal((outcome, claimed.ToString()), (compared.Outcome, compared.Claimed));
    }

    [Theory]
    [InlineData(CaseOutcome.Unsolved, "yes", FactOutcome.NotComparable)]
    [InlineData(CaseOutcome.Unsolved, "no", FactOutcome.Confirmed)]
    [InlineData(CaseOutcome.PartlySolved, "partly", FactOutcome.Confirmed)]
    [InlineData(CaseOutcome.PartlySolved, "no", FactOutcome.Contradicted)]
    [InlineData(CaseOutcome.Explained, "no", FactOutcome.NotComparable)]
    public void SolvedBetterThanClaimed_IsHeldAgainstNobody(CaseOutcome claimed, string found, FactOutcome outcome) =>
        Assert.Equal(outcome, Assert.Single(Compare(Full with { Outcome = claimed }, new AnswerRecord(1, "solved", found, null, null, null))).Outcome);

    [Theory]
    [InlineData(16.5, 16.5, FactOutcome.Confirmed)]
    [InlineData(20.0, 21.0, FactOutcome.Confirmed)]
    [InlineData(16.0, 16.8, FactOutcome.Contradicted)]
    [InlineData(21.0, 20.2, FactOutcome.Contradicted)]
    public void TheMeanOfTheRooms_StandsBesideTheOneTemperatureOfTheLedger(double living, double bedroom, FactOutcome outcome)
    {
        var compared = Assert.Single(Compare(
            Full,
            new AnswerRecord(1, "temperature", null, (decimal)living, "living", null),
            new AnswerRecord(1, "temperature", null, (decimal)bedroom, "bedroom", null)));

        Assert.Equal((outcome, "18.5", 20), (compared.Outcome, compared.Claimed, compared.Tolerance));
    }

    [Fact]
    public void WhoNeverComplained_ContradictsTheRow_AndWhoDidNotAnswer_SaysNothing()
    {
        AnswerRecord[] answers = [new(1, "solved", "no", null, null, null)];

        Assert.Equal(
            [(Fact.Received, FactOutcome.Contradicted)],
            ComparisonRules.Compare(Full, Disposition.DeniesComplaint, answers, Tolerances.LocalDefault).Select(fact => (fact.Fact, fact.Outcome)));
        Assert.All(
            Enum.GetValues<Disposition>().Where(one => !AttemptRules.IsCompleted(one) && one is not Disposition.DeniesComplaint),
            silent => Assert.Empty(ComparisonRules.Compare(Full, silent, answers, Tolerances.LocalDefault)));
        Assert.Empty(ComparisonRules.Compare(Full, null, answers, Tolerances.LocalDefault));
    }

    /// <summary>A wider tolerance never makes a time worse, and the sign of the distance does not matter.</summary>
    [Fact]
    public void ATime_AgreesExactlyWithinItsTolerance() => Prop.ForAll(
        Gen.Zip(Gen.Choose(-600, 600), Gen.Choose(0, 300)).ToArbitrary(),
        drawn =>
        {
            var (minutes, tolerance) = drawn;
            var found = new DateTime(2025, 11, 3, 10, 20, 0).AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
            var compared = ComparisonRules.Compare(
                Full, Disposition.CompletedResolved, [new(1, "arrival-time", found, null, null, null)], Tolerances.LocalDefault with { ArrivalMinutes = tolerance })[0];
            return compared.Outcome == (Math.Abs(minutes) <= tolerance ? FactOutcome.Confirmed : FactOutcome.Contradicted) && compared.Tolerance == tolerance;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IReadOnlyList<ComparedFact> Compare(LedgerClaim claim, params AnswerRecord[] answers) =>
        ComparisonRules.Compare(claim, Disposition.CompletedPartly, answers, Tolerances.LocalDefault);
}
