namespace Portal.Access.Admin;

/// <summary>
/// Marks the resource file of words that more than one page of administration says: states, faults (<c>Fault_…</c>),
/// methods (<c>Method_…</c>), ends (<c>End_…</c>), faults of passwords (<c>Password_…</c>).
/// </summary>
public sealed class AdminWords;
