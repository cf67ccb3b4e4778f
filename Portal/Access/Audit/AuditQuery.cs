using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Shell;

namespace Portal.Access.Audit;

/// <summary>What the address asks of the audit log; the page and its export read it alike.</summary>
public sealed record AuditQuery
{
    /// <summary>What happens around signing in.</summary>
    public static IReadOnlyList<AuditAction> SignIns { get; } =
    [
        AuditAction.SignInSucceeded, AuditAction.SignInFailed, AuditAction.LockedOut, AuditAction.SignedOut, AuditAction.SessionEnded,
        AuditAction.RecoveryCodeUsed,
    ];

    public string? User { get; init; }

    public AuditAction? Action { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public string? Enterprise { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int Page { get; init; } = 1;

    public bool IsFiltered => this with { Page = 1 } != new AuditQuery();

    public static AuditQuery Read(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        return Read(question < 0 ? [] : QueryHelpers.ParseQuery(address[question..].Split('#')[0]));
    }

    public static AuditQuery Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString().Trim(), StringComparer.OrdinalIgnoreCase);
        return new()
        {
            User = Text("user"),
            Action = AddressValue.CodeOf<AuditAction>(Text("action")),
            ObjectType = Text("type"),
            ObjectId = Text("id"),
            Enterprise = Text("enterprise"),
            From = Day("from"),
            To = Day("to"),
            Page = int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1,
        };

        string? Text(string key) => values.GetValueOrDefault(key) is { Length: > 0 } text ? text[..Math.Min(text.Length, 200)] : null;

        DateOnly? Day(string key) =>
            DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 3000
                ? day
                : null;
    }

    /// <param name="onlySignIns">For the sign-in log.</param>
    public AuditFilter ToFilter(Actor reader, bool onlySignIns) => new(reader)
    {
        User = User,
        Action = Action,
        Kinds = onlySignIns ? SignIns : null,
        ObjectType = ObjectType,
        ObjectId = ObjectId,
        EnterpriseCode = Enterprise,
        From = From,
        To = To,
    };
}
