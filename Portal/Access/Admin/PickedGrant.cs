using Portal.Data.Access;

namespace Portal.Access.Admin;

/// <summary>A role over a scope that was chosen on screen and is not given yet.</summary>
public sealed record PickedGrant(Role Role, string Scope, string Name, string NameEn);
