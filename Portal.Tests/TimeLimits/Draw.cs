using FsCheck;
using FsCheck.Fluent;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

/// <summary>What the properties of limits are tried on.</summary>
internal static class Draw
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    /// <summary>Limits of every unit; of days also to the end of the day.</summary>
    public static Gen<LimitRule> Rules =>
        from unit in Gen.Elements(Enum.GetValues<LimitUnit>())
        from amount in Gen.Choose(1, unit is LimitUnit.Minute ? 5000 : unit is LimitUnit.Hour ? 100 : 20)
        from endOfDay in Gen.Elements(true, false)
        select SampleRules.Feedback(
            amount, unit, endOfDay && unit is LimitUnit.NaturalDay or LimitUnit.WorkingDay ? DayBoundary.EndOfDay : DayBoundary.SameTime);

    /// <summary>A span of time up to six weeks, often short.</summary>
    public static Gen<TimeSpan> Spans =>
        Gen.OneOf(Gen.Choose(0, 86_400), Gen.Choose(0, 42 * 86_400)).Select(seconds => TimeSpan.FromSeconds(seconds));

    /// <summary>Seconds of so many years of 365 days.</summary>
    public static Gen<DateTime> Moments(DateTime first, int years) =>
        Gen.Choose(0, (years * 365 * 86_400) - 1).Select(second => first.AddSeconds(second));

    public static void Check<T>(Gen<T> cases, Func<T, bool> holds) => Prop.ForAll(Arb.From(cases), holds).Check(s_config);
}
