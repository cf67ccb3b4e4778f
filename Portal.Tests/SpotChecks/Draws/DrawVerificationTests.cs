using System.Text;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.Storage;
using Portal.Tests.SpotChecks.Campaigns;
using Portal.Tests.Storage;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary>Whether frame, sheet and seed fit together is told from the files alone; whatever was changed is found.</summary>
public sealed class DrawVerificationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ADownloadedDraw_Holds(Engine engine)
    {
        var (frame, sheet) = await DrawnAsync(engine);

        var verdict = await VerifyAsync(frame, DrawSheet.Read(sheet));

        Assert.True(verdict.Holds);
        Assert.Equal(Enum.GetValues<DrawCheck>(), verdict.Checks.Select(check => check.Check));
        Assert.Equal(12, verdict.Drawn.Count);
        Assert.Equal(sheet, DrawSheet.Read(sheet).Write());
    }

    [Fact]
    public async Task WhateverWasChanged_IsFound()
    {
        var (frame, text) = await DrawnAsync(Engine.Sqlite);
        var sheet = DrawSheet.Read(text);

        await DiffersAsync(frame, sheet with { Seed = sheet.Seed + "1" }, DrawCheck.Objects);
        await DiffersAsync(frame, sheet with { FrameSha256 = new string('0', 64) }, DrawCheck.Hash);
        await DiffersAsync(frame, sheet with { AlgorithmVersion = 2 }, DrawCheck.Algorithm);
        await DiffersAsync(frame, sheet with { Drawn = [.. sheet.Drawn.Reverse()] }, DrawCheck.Objects);
        await DiffersAsync(frame, sheet with { Drawn = [.. sheet.Drawn.Skip(1)] }, DrawCheck.Objects);
        await DiffersAsync(frame, sheet with { Drawn = [sheet.Drawn[0] with { Inspector = 7 }, .. sheet.Drawn.Skip(1)] }, DrawCheck.Inspectors);
        await DiffersAsync(frame, sheet with { Strata = [.. sheet.Strata.Skip(1)] }, DrawCheck.Shares);
        await DiffersAsync(frame, sheet with { Sample = sheet.Sample with { Count = 13 } }, DrawCheck.Shares, DrawCheck.Objects);
        await DiffersAsync(frame, sheet with { Sample = sheet.Sample with { Count = 0 } }, DrawCheck.Shares);

        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frame).Replace("rating=none", "rating=dissatisfied", StringComparison.Ordinal));
        Assert.False((await VerifyAsync(other, sheet)).Holds);
        var cut = await VerifyAsync(frame[..^1], sheet);
        Assert.Equal((DrawCheck.Form, false), (cut.Checks[0].Check, cut.Checks[0].Holds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "format": "regulator-draw-sheet", "surprise": 1 }""")]
    public void WhatIsNoSheet_IsSaidToBeNone(string text) => Assert.Throws<InvalidDataException>(() => DrawSheet.Read(text));

    [Fact]
    public async Task ASheetOfAnotherVersion_IsRefused()
    {
        var (_, sheet) = await DrawnAsync(Engine.Sqlite);

        Assert.Throws<InvalidDataException>(() => DrawSheet.Read(sheet.Replace("\"formatVersion\": 1", "\"formatVersion\": 2", StringComparison.Ordinal)));
    }

    private static async Task<(byte[] Frame, string Sheet)> DrawnAsync(Engine engine)
    {
        await using var league = await CheckedLeague.OpenAsync(engine);
        var drawn = await league.DrawnAsync(
            CheckedLeague.Draft(plan: CheckedLeague.Plan(
                new() { Method = DrawMethod.Stratified, Basis = SampleBasis.Count, Count = 12 }, Data.SpotChecks.Frames.StratumKey.Rating)),
            "12 24 36");
        return (await league.FrameAsync(drawn), await league.SheetAsync(drawn));
    }

    private static async Task DiffersAsync(byte[] frame, DrawSheet sheet, params DrawCheck[] checks)
    {
        var verdict = await VerifyAsync(frame, sheet);

        Assert.False(verdict.Holds);
        Assert.Equal(checks, verdict.Checks.Where(check => !check.Holds).Select(check => check.Check));
        Assert.All(verdict.Checks.Where(check => !check.Holds), check => Assert.NotEqual(check.Expected, check.Found));
    }

    private static async Task<DrawVerdict> VerifyAsync(byte[] frame, DrawSheet sheet)
    {
        using var file = new MemoryStream(frame);
        return await DrawVerification.VerifyAsync(file, sheet, Cancellation);
    }
}
