using System.Text;
using Portal.Data.SpotChecks.Draws;
using Portal.Tests.Shell;

namespace Portal.Tests.SpotChecks.Draws;

/// <summary><c>spotcheck verify</c> as somebody calls it who has the files and nothing else.</summary>
public sealed class SpotCheckVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-draw-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task AFrameAlone_TellsItsHashAndStrata_AndMakesNoDatabase()
    {
        var frame = await WriteAsync("frame.csv", HandMadeFrame.OfRows(30, 3));

        var (exit, output, error) = await RunAsync("spotcheck", "verify", frame);

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("sha256 " + HandMadeFrame.Read(HandMadeFrame.OfRows(30, 3)).Sha256, output, StringComparison.Ordinal);
        Assert.Contains("30 objects, 3 strata, 0 inspectors", output, StringComparison.Ordinal);
        Assert.Equal(["frame.csv"], Directory.GetFileSystemEntries(_directory).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ASeed_DrawsWhatTheAlgorithmSays()
    {
        var frame = await WriteAsync("frame.csv", HandMadeFrame.OfRows(50));

        var (exit, output, _) = await RunAsync("spotcheck", "verify", frame, "--seed", "1 2 3", "--count", "5");

        var drawn = HandMadeFrame.Draw(HandMadeFrame.OfRows(50), "1 2 3", new() { Basis = SampleBasis.Count, Count = 5 });
        Assert.Equal(0, exit);
        Assert.Equal(drawn.Select(one => $"{one.Order},{one.Position},{one.Key}"), output.Trim().Split('\n').Skip(1).Select(line => string.Join(',', line.Split(',').Take(3))));
    }

    [Fact]
    public async Task ASheetThatFits_Holds_AndOneThatDoesNot_IsToldWhere()
    {
        var bytes = HandMadeFrame.OfRows(50);
        var frame = await WriteAsync("frame.csv", bytes);
        var sheet = Sheet(bytes);
        var good = await WriteAsync("good.json", Encoding.UTF8.GetBytes(sheet.Write()));
        var bad = await WriteAsync("bad.json", Encoding.UTF8.GetBytes((sheet with { Drawn = [sheet.Drawn[0], sheet.Drawn[2], .. sheet.Drawn.Skip(2)] }).Write()));

        var (exit, output, _) = await RunAsync("spotcheck", "verify", frame, "--sheet", good);
        Assert.Equal(0, exit);
        Assert.Contains("The draw holds: 5 of 50 objects.", output, StringComparison.Ordinal);

        (exit, output, _) = await RunAsync("spotcheck", "verify", frame, "--sheet", bad);
        Assert.Equal(2, exit);
        Assert.Contains("DIFFERS  drawn objects and their order at 2:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatCannotBeRead_IsToldLineByLine()
    {
        var changed = Encoding.UTF8.GetString(HandMadeFrame.OfRows(3)).Replace("\n3,", "\n4,", StringComparison.Ordinal);
        var frame = await WriteAsync("frame.csv", Encoding.UTF8.GetBytes(changed));
        var noSheet = await WriteAsync("sheet.json", "{}"u8.ToArray());

        var (exit, _, error) = await RunAsync("spotcheck", "verify", frame);
        Assert.Equal((1, "line 4: the position must be the number of the line below the header."), (exit, error.Trim()));

        (exit, _, error) = await RunAsync("spotcheck", "verify", frame, "--sheet", noSheet);
        Assert.Equal(1, exit);
        Assert.StartsWith("The draw sheet is faulty", error, StringComparison.Ordinal);

        (exit, _, error) = await RunAsync("spotcheck", "verify", Path.Combine(_directory, "none.csv"));
        Assert.Equal(1, exit);
        Assert.StartsWith("There is no file", error, StringComparison.Ordinal);

        (exit, _, error) = await RunAsync("spotcheck", "verify", frame, "--seed", "1");
        Assert.Equal((1, "Give --count, how many were drawn, or --sheet FILE, which knows."), (exit, error.Trim()));
    }

    private static DrawSheet Sheet(byte[] frame)
    {
        var plan = new SamplePlan { Basis = SampleBasis.Count, Count = 5 };
        var summary = HandMadeFrame.Read(frame);
        return new()
        {
            Format = DrawSheet.FormatName,
            FormatVersionNumber = DrawSheet.FormatVersion,
            Campaign = new(1, Data.SpotChecks.Campaigns.CampaignKind.LedgerCallback, "抽检", "159900"),
            FrameSha256 = summary.Sha256,
            FrameObjects = summary.Objects,
            Algorithm = DrawKeys.Algorithm,
            AlgorithmVersion = DrawKeys.Version,
            Sample = plan,
            Seed = "1 2 3",
            SeedSource = Data.SpotChecks.Campaigns.SeedSource.Witness,
            Witness = "王见证",
            SeedRecordedAtUtc = new(2025, 12, 1, 1, 0, 0, DateTimeKind.Utc),
            DrawnAtUtc = new(2025, 12, 1, 2, 0, 0, DateTimeKind.Utc),
            Strata = [.. SampleRules.Settle(plan, summary.Strata).Shares.Select(share => new SheetStratum(share.Stratum, share.Objects, share.SizeSum, share.ToDraw))],
            Drawn = [.. HandMadeFrame.Draw(frame, "1 2 3", plan).Select(one => new SheetObject(one.Position, one.Key))],
        };
    }

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        await File.WriteAllBytesAsync(path, bytes, Cancellation);
        return path;
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] words) => new PortalProcess(_directory).RunAsync(words);
}
