namespace Portal.Shell;

/// <summary>A component that a feature puts into the header beside the user's name. Registered, because the Shell knows no feature.</summary>
public sealed record HeaderPart(Type Component);
