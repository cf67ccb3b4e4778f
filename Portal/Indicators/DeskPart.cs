namespace Portal.Indicators;

/// <summary>
/// What a later feature puts on the desk, below the block of today. Registered as a service, because the desk knows only
/// the features before its own; the component gets the parameters <c>Actor</c> (<see cref="Data.Access.Actor"/>) and
/// <c>Scope</c> (<see cref="Access.PageScope"/>) and reads by itself.
/// </summary>
/// <param name="Order">Lower stands first.</param>
public sealed record DeskPart(Type Component, int Order);
