namespace Portal.Data.Storage;

/// <summary>
/// Marks a store method that is not restricted to what somebody may see, and says why that is right. A public store
/// method that neither takes a scope nor carries this mark does not pass the tests.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class UnscopedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
