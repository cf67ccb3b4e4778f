using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Access;

/// <summary>When the user of a circuit last did something: clicks travel over the circuit, where no request tells of them.</summary>
internal sealed class CircuitActivity(TimeProvider clock) : CircuitHandler
{
    /// <summary>Null until the first.</summary>
    public DateTime? LatestUtc { get; private set; }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        LatestUtc = clock.GetUtcNow().UtcDateTime;
        return next(context);
    };
}
