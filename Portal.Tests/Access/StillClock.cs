namespace Portal.Tests.Access;

/// <summary>A clock that goes on when told to.</summary>
internal sealed class StillClock(DateTime nowUtc) : TimeProvider
{
    private DateTimeOffset _now = new(DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc));

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
