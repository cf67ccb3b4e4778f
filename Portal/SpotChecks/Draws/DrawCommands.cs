using System.CommandLine;
using System.Globalization;
using Portal.Data.SpotChecks.Draws;
using Portal.Data.SpotChecks.Frames;
using Portal.Shell;

namespace Portal.SpotChecks.Draws;

/// <summary>Verb <c>spotcheck verify</c>: repeats a draw from its files alone; opens no database.</summary>
internal static class DrawCommands
{
    /// <summary>The draw does not hold.</summary>
    private const int DoesNotHold = 2;

    public static void AddTo(RootCommand root) =>
        root.Add(new Command("spotcheck", "Spot checks: frames and draws") { Verify() });

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Frame file of a campaign, CSV" };
        var sheet = new Option<FileInfo?>("--sheet") { Description = "Draw sheet of the campaign, JSON: says whether file, seed and result fit together" };
        var seed = new Option<string?>("--seed") { Description = "Without a sheet: draws by this seed and prints what comes out" };
        var count = new Option<int?>("--count") { Description = "With --seed: how many are drawn in all" };
        var method = new Option<DrawMethod>("--method") { Description = "With --seed: Simple, Stratified or Proportional", DefaultValueFactory = _ => DrawMethod.Simple };
        var inspectors = new Option<int>("--inspectors") { Description = "With --seed: inspectors for each object of a double-random check, 1 to 4", DefaultValueFactory = _ => 1 };
        var command = new Command("verify", "Repeats a draw from its frame file; exit code 0 it holds, 2 it does not, 1 the files cannot be read") { file, sheet, seed, count, method, inspectors };
        command.SetAction((parsed, cancellation) => Verb.GuardAsync(
            async () =>
            {
                await using var frame = Open(parsed.GetRequiredValue(file));
                if (parsed.GetValue(sheet) is { } named)
                {
                    await using var opened = Open(named);
                    using var reader = new StreamReader(opened);
                    return await HoldAsync(frame, DrawSheet.Read(await reader.ReadToEndAsync(cancellation)), cancellation);
                }

                if (parsed.GetValue(seed) is not { } typed)
                {
                    return await LookAsync(frame, cancellation);
                }

                if (parsed.GetValue(count) is not > 0 and var number)
                {
                    await Console.Error.WriteLineAsync($"Give --count, how many were drawn{(number is null ? "" : ", 1 or more")}, or --sheet FILE, which knows.");
                    return 1;
                }

                var plan = new SamplePlan { Basis = SampleBasis.Count, Count = parsed.GetValue(count)!.Value, Method = parsed.GetValue(method), InspectorsPerObject = parsed.GetValue(inspectors) };
                if (SampleRules.Check(plan).Count > 0)
                {
                    await Console.Error.WriteLineAsync($"Give --inspectors from 1 to {SampleRules.MostInspectors}.");
                    return 1;
                }

                return await DrawAsync(frame, typed.Trim(), plan, cancellation);
            },
            cancellation));
        return command;
    }

    private static async Task<int> LookAsync(Stream frame, CancellationToken cancellation)
    {
        var summary = await DrawVerification.ReadAsync(frame, null, cancellation);
        if (summary.Faults.Count > 0)
        {
            return await RefuseAsync(summary);
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"sha256 {summary.Sha256}"));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{summary.Objects} objects, {summary.Strata.Count} strata, {summary.Inspectors} inspectors"));
        foreach (var stratum in summary.Strata)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {stratum.Stratum}: {stratum.Objects}, size {stratum.SizeSum}"));
        }

        await Console.Out.WriteLineAsync("Compare the hash with the recorded one. With --sheet or --seed the draw is repeated.");
        return 0;
    }

    private static async Task<int> HoldAsync(Stream frame, DrawSheet sheet, CancellationToken cancellation)
    {
        var verdict = await DrawVerification.VerifyAsync(frame, sheet, cancellation);
        if (verdict.Frame.Faults.Count > 0)
        {
            return await RefuseAsync(verdict.Frame);
        }

        foreach (var check in verdict.Checks)
        {
            await Console.Out.WriteLineAsync(check.Holds ? $"holds    {Name(check.Check)}" : $"DIFFERS  {Name(check.Check)}{At(check)}: {Or(check.Expected)} by file and seed, {Or(check.Found)} on the sheet");
        }

        await Console.Out.WriteLineAsync(verdict.Holds
            ? string.Create(CultureInfo.InvariantCulture, $"The draw holds: {verdict.Drawn.Count} of {verdict.Frame.Objects} objects.")
            : "The draw does not hold.");
        return verdict.Holds ? 0 : DoesNotHold;
    }

    private static async Task<int> DrawAsync(Stream frame, string seed, SamplePlan plan, CancellationToken cancellation)
    {
        var (summary, _, drawn) = await DrawVerification.DrawAsync(frame, seed, plan, cancellation);
        if (summary.Faults.Count > 0)
        {
            return await RefuseAsync(summary);
        }

        await Console.Out.WriteLineAsync("order,position,object,enterprise,stratum,moment,inspector");
        foreach (var one in drawn)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{one.Order},{one.Position},{one.Key},{one.EnterpriseCode},{one.Stratum.Stratum},{one.PlannedAt:yyyy-MM-dd HH:mm},{string.Join(' ', one.Inspectors)}"));
        }

        return 0;
    }

    private static async Task<int> RefuseAsync(FrameSummary summary)
    {
        foreach (var fault in summary.Faults)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}: {Words(fault.Code)}"));
        }

        return 1;
    }

    private static FileStream Open(FileInfo file) =>
        file.Exists ? file.OpenRead() : throw new FileNotFoundException($"There is no file {file.FullName}.");

    private static string At(DrawCheckResult check) => check.Place.Length == 0 ? "" : $" at {check.Place}";

    private static string Or(string text) => text.Length == 0 ? "nothing" : $"'{text}'";

    private static string Name(DrawCheck check) => check switch
    {
        DrawCheck.Form => "form of the frame file",
        DrawCheck.Hash => "SHA-256 of the frame file",
        DrawCheck.Algorithm => "algorithm and version",
        DrawCheck.Shares => "strata and their shares",
        DrawCheck.Objects => "drawn objects and their order",
        DrawCheck.Moments => "drawn moments",
        DrawCheck.Inspectors => "drawn inspectors",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
    };

    private static string Words(FrameFaultCode code) => code switch
    {
        FrameFaultCode.Header => $"must be the header '{FrameReading.Header}'; this is no frame file.",
        FrameFaultCode.LineEnd => "ends with a carriage return; the file was saved anew by another program.",
        FrameFaultCode.CutOff => "the file was cut off here.",
        FrameFaultCode.Fields => "must have six fields.",
        FrameFaultCode.Position => "the position must be the number of the line below the header.",
        FrameFaultCode.Kind => "is no known kind of object, or kinds are mixed.",
        FrameFaultCode.Value => "a field is empty or is no number.",
        FrameFaultCode.Order => "the object is not in its place, or stands twice.",
        FrameFaultCode.Text => "is no UTF-8 text, or too long.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
