using System.Globalization;
using System.Text.Json;
using Portal.Data.Access.Audit;
using Portal.Shell;

namespace Portal.Access.Audit;

/// <summary>Anchors and reports as JSON, in which hashes are hexadecimal.</summary>
internal static class AnchorText
{
    public static string Write(IEnumerable<AuditAnchor> anchors) => JsonSerializer.Serialize(
        anchors.Select(anchor => new Line(
            anchor.Day,
            anchor.LastSeq,
            anchor.Entries,
            Convert.ToHexStringLower(anchor.Hash),
            Convert.ToHexStringLower(anchor.Seal),
            DateTime.SpecifyKind(anchor.AnchoredAtUtc, DateTimeKind.Utc))),
        Verb.Json);

    /// <param name="name">The file, for the message.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static IReadOnlyList<AuditAnchor> Read(string text, string name)
    {
        try
        {
            return
            [
                .. (JsonSerializer.Deserialize<List<Line>>(text, Verb.Json) ?? []).Select(line => new AuditAnchor
                {
                    Day = line.Day,
                    LastSeq = line.LastSeq,
                    Entries = line.Entries,
                    Hash = Convert.FromHexString(line.Hash),
                    Seal = Convert.FromHexString(line.Seal),
                    AnchoredAtUtc = line.AnchoredAtUtc,
                }),
            ];
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"{name} holds no anchors ({exception.Message}). Give what 'audit anchors --json' printed.", exception);
        }
    }

    public static object Describe(AuditReport report) => new
    {
        sound = report.IsSound,
        report.Entries,
        report.LastSeq,
        LastHash = Convert.ToHexStringLower(report.LastHash),
        report.Anchors,
        NewAnchors = report.Anchored,
        Findings = report.Findings.Select(finding => new
        {
            Damage = finding.Damage.ToString(),
            finding.Seq,
            finding.Through,
            Day = finding.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }),
    };

    private sealed record Line(DateOnly Day, long LastSeq, long Entries, string Hash, string Seal, DateTime AnchoredAtUtc);
}
