using Portal.Data.Access;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;
using Portal.Data.Warnings;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Ledgers;

namespace Portal.Tests.Warnings;

/// <summary>The bureau of the access tests with ledgers that give warnings, and everything that looks for them.</summary>
internal sealed class WatchedLeague : IAsyncDisposable
{
    private WatchedLeague(Bureau bureau)
    {
        Bureau = bureau;
        Rules = new(Db, bureau.Audit);
        Writer = new(Db, bureau.Audit);
        Warnings = new(Db);
        Messages = new(Db);
        Desk = new(Db, Warnings, bureau.Audit, bureau.Clock);
        RuleDesk = new(Rules, new JurisdictionStore(Db), bureau.Scopes, bureau.Clock);
    }

    public Bureau Bureau { get; }

    public Db Db => Bureau.Db;

    public WarningRuleStore Rules { get; }

    public WarningWriter Writer { get; }

    public WarningStore Warnings { get; }

    public WarningMessageStore Messages { get; }

    public WarningDesk Desk { get; }

    public WarningRuleDesk RuleDesk { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTime NowUtc => Bureau.Clock.GetUtcNow().UtcDateTime;

    public static async Task<WatchedLeague> OpenAsync(Engine engine) => new(await Bureau.OpenAsync(engine));

    /// <summary>Files November: one row for each household named, all of one community.</summary>
    public async Task FileAsync(params IEnumerable<int> households)
    {
        var rows = households.Select((household, index) => Sample.Row(
            FormattableString.Invariant($"{index + 1}"),
            (LedgerField.Community, "东苑小区"),
            (LedgerField.Address, FormattableString.Invariant($"1号楼{household}室")),
            (LedgerField.ComplainantPhone, FormattableString.Invariant($"1990000{household:0000}"))));
        var report = await Sample.Intake(Db).ReceiveAsync(Sample.Request(Sample.Csv([.. rows])), null, Cancellation);
        Assert.Equal(FilingStatus.Accepted, report.Filing.Status);
    }

    public Task<WarningReport> LookAsync(IReadOnlyCollection<string>? enterprises = null) => new WarningWatch(
        new WarningFactStore(Db, Sample.Keys), Rules, Writer, new EnterpriseStore(Db), new JurisdictionStore(Db), new SeasonStore(Db, Bureau.Audit), QuietHours.LocalDefault)
        .RunAsync(enterprises, NowUtc.AddHours(8), NowUtc, Cancellation);

    public async Task<IReadOnlyList<Warning>> ReadAsync(Actor actor) =>
        (await Warnings.ReadPageAsync(new(EnterpriseScope.Of(actor)), actor, NowUtc, WarningSort.RaisedAt, descending: false, new(0, 200), Cancellation)).Items;

    /// <summary>The only one there is.</summary>
    public async Task<Warning> SingleAsync() => Assert.Single(await ReadAsync(Bureau.Officer));

    public Task<WarningFault> AnswerAsync(Actor actor, long id, WarningAct act, string? note = "已核实，情况属实", DateOnly? mutedUntil = null) =>
        Desk.AnswerAsync(actor, id, act, note, mutedUntil, Cancellation);

    public Task<int> UnreadAsync(Actor actor) => Messages.CountUnreadAsync(actor, NowUtc, Cancellation);

    public ValueTask DisposeAsync() => Bureau.DisposeAsync();
}
