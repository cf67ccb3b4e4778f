namespace Portal.Access.Audit;

/// <summary>Names the words that the pages of the audit log share: AuditWords.resx.</summary>
public sealed class AuditWords;
