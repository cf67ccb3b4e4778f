namespace Portal.Data.SpotChecks.Draws;

/// <summary>How objects are drawn. docs/spot-checks.md says how exactly.</summary>
public enum DrawMethod
{
    /// <summary>Every object of the frame alike; strata only tell what was drawn.</summary>
    Simple = 1, // 简单随机

    /// <summary>A number fixed beforehand in each stratum, alike within it.</summary>
    Stratified = 2, // 分层随机

    /// <summary>As stratified, and within a stratum with a probability in proportion to size.</summary>
    Proportional = 3, // 按规模概率
}

/// <summary>How a sample is shared out among strata.</summary>
public enum Allocation
{
    /// <summary>By the number of objects, largest remainder.</summary>
    Proportional = 1, // 按比例

    /// <summary>The same number in each.</summary>
    Equal = 2, // 等额
}

/// <summary>What the sample size follows from.</summary>
public enum SampleBasis
{
    /// <summary>Margin of error and confidence, corrected for the size of the frame.</summary>
    Margin = 1, // 误差与置信度

    /// <summary>A share of the frame.</summary>
    Percent = 2, // 比例

    /// <summary>A number.</summary>
    Count = 3, // 数量
}

/// <summary>How many objects are drawn and how they are shared out.</summary>
public sealed record SamplePlan
{
    public DrawMethod Method { get; init; } = DrawMethod.Simple;

    public Allocation Allocation { get; init; } = Allocation.Proportional;

    public SampleBasis Basis { get; init; } = SampleBasis.Margin;

    /// <summary>Margin of error in tenths of a percentage point; 50 is ±5 points.</summary>
    public int MarginTenths { get; init; } = 50;

    /// <summary>80, 90, 95 or 99 percent.</summary>
    public int Confidence { get; init; } = 95;

    /// <summary>The share expected, in percent; 50 asks for the most.</summary>
    public int ExpectedPercent { get; init; } = 50;

    /// <summary>For <see cref="SampleBasis.Percent"/>, in tenths of a percent; 20 is 2 %.</summary>
    public int PercentTenths { get; init; } = 20;

    /// <summary>For <see cref="SampleBasis.Count"/>.</summary>
    public int Count { get; init; } = 100;

    /// <summary>At least so many in each stratum, as far as it has them; raises the total. Not for <see cref="DrawMethod.Simple"/>.</summary>
    public int MinimumPerStratum { get; init; }

    /// <summary>Phone tests: the share of tests at night or on days off, in percent; null for what the frame itself has.</summary>
    public int? OffHoursPercent { get; init; }

    /// <summary>Double-random checks: inspectors for each object, 1 to 4; as many as there are where fewer may.</summary>
    public int InspectorsPerObject { get; init; } = 1;
}
