using System.Globalization;
using System.Security.Cryptography;
using Portal.Data.Access;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Ledgers;

/// <summary>
/// Files a ledger (S0-45…48): reads, checks, judges and writes it in one transaction, the stages overlapping.
/// A crash at any moment leaves the whole filing or nothing of it.
/// </summary>
public sealed class LedgerIntake(
    EnterpriseStore enterprises, RuleBook ruleBook, LedgerStore ledgers, PersonalData personalData, TimeProvider clock)
{
    /// <summary>How many issues a report carries; the filing itself keeps all of them.</summary>
    public const int IssuesReturned = 200;

    /// <summary>Raised after the commit of a filing that counts. Who listens must not take time: the filing waits for it.</summary>
    public event Action<Filing>? Accepted;

    /// <summary>The ledger's wall clock: China Standard Time, eight hours ahead of UTC all year.</summary>
    public static DateTime LedgerNow(TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime.AddHours(8);
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
    }

    /// <summary>Whether a month has begun by then: what has not cannot have a ledger, not even an empty one.</summary>
    public static bool HasBegun(DateOnly month, DateTime ledgerTime) => month.ToDateTime(default) <= ledgerTime;

    /// <exception cref="KeyNotFoundException">No enterprise has that code.</exception>
    /// <exception cref="ArgumentException">The month has not begun at the judging time.</exception>
    public async Task<FilingReport> ReceiveAsync(FilingRequest request, IProgress<FilingProgress>? progress, CancellationToken cancellation)
    {
        var enterprise = await enterprises.ReadByCodeAsync(request.EnterpriseCode, cancellation)
            ?? throw new KeyNotFoundException($"No enterprise has the code {request.EnterpriseCode}. The verb 'enterprises' lists those there are.");
        var filing = await DescribeAsync(request, cancellation);
        if (!HasBegun(request.Period, filing.JudgedAt))
        {
            throw new ArgumentException($"{filing.Period} has not begun by {filing.JudgedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. A month is filed when it is over.");
        }

        var current = await ledgers.ReadCurrentAsync(enterprise.Code, filing.Period, cancellation);
        if (!request.IsDryRun && current?.FileSha256 == filing.FileSha256)
        {
            return new(current, true, new Dictionary<string, int[]>(), []);
        }

        var inForce = new LimitsInForce(
            await ruleBook.ReadRulesAsync(enterprise.JurisdictionCode, filing.ReceivedAtUtc, cancellation), await ruleBook.ReadCalendarAsync(cancellation));
        var setting = new Setting(new CheckFrame(request.Period, filing.JudgedAt, enterprise.Sectors), inForce, current);
        return LedgerFile.Open(request.Content, request.Mapping) switch
        {
            LedgerFileResult.Opened opened => await FileAsync(request, filing, opened.File, setting, progress, cancellation),
            LedgerFileResult.Refused refused => await RefuseAsync(request, filing, refused.Refusal, cancellation),
            _ => throw new InvalidOperationException("A file is opened or refused."),
        };
    }

    private async Task<Filing> DescribeAsync(FilingRequest request, CancellationToken cancellation)
    {
        request.Content.Position = 0;
        var hash = await SHA256.HashDataAsync(request.Content, cancellation);
        return new Filing
        {
            EnterpriseCode = request.EnterpriseCode,
            Period = request.Period.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Version = 0,
            Status = FilingStatus.Refused,
            IsCurrent = false,
            FileName = request.FileName.Length <= 260 ? request.FileName : request.FileName[^260..],
            FileSha256 = Convert.ToHexStringLower(hash),
            FileBytes = request.Content.Length,
            MappingName = request.Mapping?.Name,
            JudgedAt = request.AsOf ?? LedgerNow(clock),
            RuleSets = "",
            SubmittedBy = request.SubmittedBy.Name,
            ReceivedAtUtc = DecisionTime.Now(clock),
        };
    }

    private async Task<FilingReport> FileAsync(
        FilingRequest request, Filing filing, LedgerFile file, Setting setting, IProgress<FilingProgress>? progress, CancellationToken cancellation)
    {
        using var opened = file;
        var known = await ledgers.ReadKnownCasesAsync(filing.EnterpriseCode, filing.Period, cancellation);
        await using var writer = request.IsDryRun ? null : await ledgers.BeginAsync(filing, request.SubmittedBy, cancellation);
        var check = new FilingCheck(setting.Frame, setting.InForce, known, writer is null ? null : new RowSealer(writer.Filing, personalData));
        var line = new FilingLine(opened, check, writer, progress);
        var broken = await line.RunAsync(cancellation);

        progress?.Report(new(FilingStage.Writing, check.RowsRead, 1));
        filing = check.Count(writer?.Filing ?? filing) with { FilledFields = FilledFields(opened, request.Mapping) };
        if (broken is null && check.RowsRead == 0 && setting.Current is { RowsRead: > 0 })
        {
            // A month without complaints may be filed; a month that has some is not emptied by a sheet of headers.
            broken = new FileRefusal(RefusalCode.Empty);
        }

        if (broken is not null)
        {
            filing = Refused(filing, broken);
        }

        if (writer is not null)
        {
            request.Content.Position = 0;
            filing = filing.Status is FilingStatus.Accepted
                ? await writer.AcceptAsync(filing, request.Content, check.Tally, cancellation)
                : await writer.DeclineAsync(filing, request.Content, cancellation);
        }

        if (filing.IsCurrent)
        {
            Accepted?.Invoke(filing);
        }

        progress?.Report(new(FilingStage.Done, check.RowsRead, 1));
        return new(filing, false, check.Limits(), line.FirstIssues);
    }

    private async Task<FilingReport> RefuseAsync(FilingRequest request, Filing filing, FileRefusal refusal, CancellationToken cancellation)
    {
        filing = Refused(filing, refusal);
        if (!request.IsDryRun)
        {
            await using var writer = await ledgers.BeginAsync(filing, request.SubmittedBy, cancellation);
            filing = await writer.DeclineAsync(filing, request.Content, cancellation);
        }

        return new(filing, false, new Dictionary<string, int[]>(), []);
    }

    private static Filing Refused(Filing filing, FileRefusal refusal) => filing with
    {
        Status = FilingStatus.Refused,
        Refusal = refusal.Code.ToString(),
        RefusalDetail = string.Join('\n', refusal.Arguments) is { Length: > 0 } detail ? detail[..Math.Min(detail.Length, 2000)] : null,
    };

    private static string? FilledFields(LedgerFile file, ColumnMapping? mapping)
    {
        if (mapping is null)
        {
            return null;
        }

        var constants = file.Headers.SelectMany(header => header.Constants).Distinct().Select(field => $"{field}={mapping.Constants[field]}");
        var whenEmpty = mapping.WhenEmpty.Select(item => $"{item.Key}?={item.Value}");
        return string.Join('\n', constants.Concat(whenEmpty)) is { Length: > 0 } text ? text : null;
    }

    /// <summary>What is read before the filing's transaction opens: inside it, a second connection could wait for the first.</summary>
    private sealed record Setting(CheckFrame Frame, LimitsInForce InForce, Filing? Current);
}
