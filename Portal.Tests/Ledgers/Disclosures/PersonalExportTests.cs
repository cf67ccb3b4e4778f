using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Cases;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Storage;
using Portal.Tests.Access.Recusals;
using Portal.Tests.Storage;

namespace Portal.Tests.Ledgers.Disclosures;

/// <summary>Complainants leave the portal under the permits that cover them, and never to somebody who must step aside (S2-42, S2-43).</summary>
public sealed class PersonalExportTests
{
    private const string Relative = "19900000001";

    private static readonly CaseFilter s_month = new() { Scope = EnterpriseScope.Everything };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task APersonOneHasAnInterestIn_StaysMasked_AmongThoseInClear(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        var export = Export(bureau);

        var before = await RowsAsync(bureau, bureau.Officer);
        await bureau.Interests.DeclarePersonAsync(bureau.Officer, Relative, "", "亲属", Cancellation);
        var after = await RowsAsync(bureau, bureau.Officer);

        Assert.All(before, row => Assert.NotNull(row.Clear));
        var withheld = Assert.Single(after, row => row.Clear is null);
        Assert.Equal(("1", true, "199****0001"), (withheld.CaseNo, withheld.IsWithheld, withheld.MaskedPhone));
        Assert.Equal(["2"], after.Where(row => row.Clear is not null).Select(row => row.CaseNo));
        Assert.All(await RowsAsync(bureau, bureau.Inspector), row => Assert.NotNull(row.Clear));
        Assert.Empty(await export.ReadPersonsAsync(bureau.Handler, Cancellation));
    }

    [Theory, EngineData]
    public async Task AFileWithAPersonOneHasAnInterestIn_IsNotGivenOut_UntilTheInterestEnds(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        var export = Export(bureau);
        var filings = new FilingStore(bureau.Db, Sample.Keys);
        var accepted = (await filings.ReadAsync(1, EnterpriseScope.Everything, Cancellation))!;
        var without = (await filings.ReadAsync(2, EnterpriseScope.Everything, Cancellation))!;
        var rejected = (await filings.ReadAsync(3, EnterpriseScope.Everything, Cancellation))!;
        Assert.Equal((FilingStatus.Accepted, FilingStatus.Accepted, FilingStatus.Rejected), (accepted.Status, without.Status, rejected.Status));
        Assert.Equal(FileTaking.Allowed, await export.MayTakeAsync(bureau.Officer, accepted, Cancellation));
        var colleague = await bureau.AddAsync("colleague", Role.RegulatorOfficer, Bureau.League);
        await GrantAsync(bureau, colleague, "2025-10", "2025-11", "年度复核抽查");

        await bureau.Interests.DeclarePersonAsync(bureau.Officer, Relative, "", "亲属", Cancellation);

        Assert.Equal(FileTaking.StepAside, await export.MayTakeAsync(bureau.Officer, accepted, Cancellation));
        Assert.Equal(FileTaking.Allowed, await export.MayTakeAsync(bureau.Officer, without, Cancellation));
        // Its rows were not kept, so nobody can say who is in it.
        Assert.Equal(FileTaking.StepAside, await export.MayTakeAsync(bureau.Officer, rejected, Cancellation));
        Assert.Equal(FileTaking.Allowed, await export.MayTakeAsync(colleague, accepted, Cancellation));
        Assert.Equal(FileTaking.Allowed, await export.MayTakeAsync(bureau.Handler, accepted, Cancellation));
        Assert.Equal(FileTaking.NeedsPermit, await export.MayTakeAsync(bureau.Leader, accepted, Cancellation));

        await bureau.Interests.EndAsync(bureau.Officer, 1, Cancellation);

        Assert.Equal(FileTaking.Allowed, await export.MayTakeAsync(bureau.Officer, accepted, Cancellation));
    }

    [Theory, EngineData]
    public async Task WhatIsTaken_IsRecordedUnderThePermitsThatCoverIt_AndNoOther(Engine engine)
    {
        await using var bureau = await StartAsync(engine);
        await GrantAsync(bureau, bureau.Officer, "2024-01", "2024-12", "上年旧案复查");
        var export = Export(bureau);
        var (coverage, uncovered) = await export.CheckAsync(bureau.Officer, s_month, Cancellation);
        Assert.Empty(uncovered);

        await export.RecordExportAsync(
            bureau.Officer, new Dictionary<CaseMonth, int> { [new() { EnterpriseCode = Sample.EnterpriseCode, FigureMonth = "2025-11" }] = 2 }, coverage, Cancellation);
        await export.RecordFileAsync(
            bureau.Officer, (await new FilingStore(bureau.Db, Sample.Keys).ReadAsync(1, EnterpriseScope.Everything, Cancellation))!, "original", Cancellation);

        var kept = (await new DisclosureStore(bureau.Db).ReadPageAsync(new(EnterpriseScope.Everything), new(0, 10), Cancellation)).Items;
        Assert.Equal(["年度复核抽查", "年度复核抽查"], kept.Select(item => item.Note));
        Assert.Equal(0, await bureau.ScalarAsync<int>("SELECT COUNT(*) FROM AuditEntry WHERE Action IN ('PersonalDataExported', 'FileDownloaded') AND Detail LIKE '%上年旧案复查%'"));
    }

    /// <summary>Two cases of two people in a month, the second alone in the month before, and a file that was rejected; permits over all of it.</summary>
    private static async Task<Bureau> StartAsync(Engine engine)
    {
        var bureau = await Bureau.OpenAsync(engine);
        await FileAsync(bureau, "2025-11", Sample.Row("1"), Sample.Row("2"));
        await FileAsync(bureau, "2025-10", Sample.RowOf("2025-10", "3"));
        await FileAsync(bureau, "2025-10", Sample.RowOf("2025-10", "4", (LedgerField.Channel, "飞鸽")));
        foreach (var user in new[] { bureau.Officer, bureau.Inspector })
        {
            await GrantAsync(bureau, user, "2025-10", "2025-11", "年度复核抽查");
        }

        return bureau;
    }

    private static Task<FilingReport> FileAsync(Bureau bureau, string month, params string?[][] rows) =>
        Sample.Intake(bureau.Db, bureau.Clock).ReceiveAsync(
            Sample.Request(Sample.Csv(rows), DateOnly.ParseExact(month, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)), null, Cancellation);

    private static async Task GrantAsync(Bureau bureau, Actor user, string from, string to, string purpose) => Assert.Equal(
        PermitFault.None,
        await bureau.Permits.GrantAsync(
            bureau.Leader,
            new()
            {
                UserId = user.UserId,
                JurisdictionCode = Bureau.League,
                FromMonth = from,
                ToMonth = to,
                Purpose = purpose,
                ValidUntil = bureau.Permits.Today.AddDays(7),
                GrantedBy = "",
                GrantedAtUtc = default,
            },
            Cancellation));

    private static PersonalExport Export(Bureau bureau) =>
        new(bureau.Db, new(bureau.Db, Sample.Keys), bureau.Permits, bureau.Recusals, bureau.Audit, bureau.Clock);

    private static async Task<List<CaseRow>> RowsAsync(Bureau bureau, Actor actor)
    {
        var export = Export(bureau);
        var filter = s_month with { FromMonth = new(2025, 11, 1), ToMonth = new(2025, 11, 1) };
        var (coverage, uncovered) = await export.CheckAsync(actor, filter, Cancellation);
        Assert.Empty(uncovered);
        var rows = new List<CaseRow>();
        await foreach (var row in new CaseStore(bureau.Db, Sample.Keys).StreamAsync(
            filter, CaseSort.ReceivedAt, false, coverage, await export.ReadPersonsAsync(actor, Cancellation), Cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }
}
