using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Shell;

namespace Portal.Access.Audit;

/// <summary>The verbs of the audit log: checking it, and printing its anchors for keeping elsewhere.</summary>
internal static class AuditCommands
{
    private static readonly Option<bool> s_json = new("--json") { Description = "Prints JSON" };

    private static readonly Option<FileInfo?> s_against = new("--against")
    {
        Description = "A file of anchors kept elsewhere, as 'audit anchors --json' prints them",
    };

    public static void AddTo(RootCommand root, Verb verb) => root.Add(new Command("audit", "The audit log")
    {
        verb.Action(new("verify", "Checks the audit chain; fails with the first bad entry named") { s_json, s_against }, VerifyAsync),
        verb.Action(new("anchors", "Prints one sealed line for each day, to be kept outside the portal") { s_json }, AnchorsAsync),
    });

    private static async Task<int> VerifyAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var kept = parsed.GetValue(s_against) is { } file ? AnchorText.Read(await ReadAsync(file, cancellation), file.Name) : [];
        var report = await services.GetRequiredService<AuditVerification>().VerifyAsync(kept, progress: null, cancellation);
        await services.GetRequiredService<AuditLog>().AppendAsync(Verified(Actor.CommandLine, report), cancellation);

        await Console.Out.WriteLineAsync(parsed.GetValue(s_json)
            ? JsonSerializer.Serialize(AnchorText.Describe(report), Verb.Json)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Entries} entries, {report.Anchors} anchors: {(report.IsSound ? "sound" : "damaged")}; last entry {report.LastSeq} {Convert.ToHexStringLower(report.LastHash)}"));
        if (report.First is not { } first)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync($"First damage: {first}. Keep the database as it is and compare it with a backup.");
        return 1;
    }

    private static async Task<int> AnchorsAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var anchors = await services.GetRequiredService<ChainStore>().ReadAnchorsAsync(cancellation);
        if (parsed.GetValue(s_json))
        {
            await Console.Out.WriteLineAsync(AnchorText.Write(anchors));
            return 0;
        }

        foreach (var anchor in anchors)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{anchor.Day:yyyy-MM-dd}  entry {anchor.LastSeq}  of the day {anchor.Entries}  {Convert.ToHexStringLower(anchor.Hash)}"));
        }

        return 0;
    }

    /// <summary>That somebody checked the log is in the log.</summary>
    public static AuditDraft Verified(Actor actor, AuditReport report) => new()
    {
        Actor = actor,
        Action = AuditAction.AuditVerified,
        ObjectType = nameof(AuditEntry),
        ObjectId = report.LastSeq.ToString(CultureInfo.InvariantCulture),
        Detail = new { report.Entries, report.Anchors, Damage = report.First?.ToString() },
    };

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellation) => file.Exists
        ? await File.ReadAllTextAsync(file.FullName, cancellation)
        : throw new FileNotFoundException($"{file.FullName} is not there. Give the file in which anchors were kept.");
}
