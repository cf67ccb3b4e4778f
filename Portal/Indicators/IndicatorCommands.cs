using System.CommandLine;
using System.Globalization;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Indicators;
using Portal.Data.Registry;
using Portal.Ledgers;
using Portal.Shell;

namespace Portal.Indicators;

/// <summary>Verb <c>indicators</c>: the summary of a month, as the desk and its export have it.</summary>
internal static class IndicatorCommands
{
    public static void AddTo(RootCommand root, Verb verb)
    {
        var period = new Option<string>("--period") { Description = "Month, yyyy-MM", Required = true };
        var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Code; its descendants are included; everything when left out" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("indicators", "The summary report of a month: every indicator, in all and by enterprise") { period, jurisdiction, json };
        root.Add(verb.Action(command, async (services, parsed, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(period);
            if (PageScope.ParseMonth(asked) is not { } month)
            {
                await Console.Error.WriteLineAsync($"'{asked}' is no month from 1990 on. Write --period as yyyy-MM, e.g. 2026-04.");
                return 1;
            }

            await Rollups.KeepAsync(services, Console.Error, cancellation);
            var scope = EnterpriseScope.Everything;
            if (parsed.GetValue(jurisdiction) is { Length: > 0 } code)
            {
                if (await services.GetRequiredService<JurisdictionStore>().ReadByCodeAsync(code, cancellation) is null)
                {
                    await Console.Error.WriteLineAsync($"No jurisdiction has the code {code}.");
                    return 1;
                }

                scope = scope with { JurisdictionCode = code };
            }

            var report = await services.GetRequiredService<SummaryDesk>().ReportAsync(MonthSpan.Of(month), scope, SummaryDepth.Full, cancellation);
            if (parsed.GetValue(json))
            {
                await using var output = Console.OpenStandardOutput();
                SummaryJson.Write(output, report);
            }
            else
            {
                await Console.Out.WriteAsync(Table(report));
            }

            return 0;
        }));
    }

    /// <summary>One block per enterprise and one of all: id, value, numerator and denominator.</summary>
    internal static string Table(SummaryReport report)
    {
        var text = new System.Text.StringBuilder();
        foreach (var subject in report.Enterprises)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{subject.Enterprise.Code}  {subject.Enterprise.Name}  {subject.Filing.Standing}");
            Append(text, subject.Figures, subject.Limits);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Total  {Show.Month(report.Period.To)}  {report.Enterprises.Count} enterprises, {report.CountOf(FilingStanding.Accepted)} filed");
        Append(text, report.Total, report.Limits);
        return text.ToString();
    }

    private static void Append(System.Text.StringBuilder text, FigureSet figures, IReadOnlyList<LimitFigures> limits)
    {
        foreach (var figure in figures.All)
        {
            Append(text, figure, IndicatorRegistry.Find(figure.IndicatorId)!.Unit);
        }

        foreach (var limit in limits)
        {
            Append(text, limit.Timeliness, LimitIndicator.Unit);
        }
    }

    private static void Append(System.Text.StringBuilder text, Figure figure, IndicatorUnit unit)
    {
        var parts = figure.Denominator is { } all ? $"{figure.Numerator} / {all}" : $"{figure.Numerator}";
        text.AppendLine(CultureInfo.InvariantCulture, $"  {figure.IndicatorId,-30}{FigureText.Value(figure, unit),10}  {parts}{(figure.IsSmallSample ? "  small sample" : "")}");
    }
}
