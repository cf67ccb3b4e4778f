using System.Globalization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Data.Warnings;

/// <summary>
/// Looks for warnings (S4-51, S4-52): after each filing for the enterprise that filed, every night for all, since
/// promises also break by the passing of days. One transaction for each enterprise; a run that breaks off has done
/// whole enterprises, and the next does them again without harm.
/// </summary>
public sealed class WarningWatch(
    WarningFactStore facts, WarningRuleStore rules, WarningWriter writer, EnterpriseStore enterprises, JurisdictionStore jurisdictions, SeasonStore seasons, QuietHours quiet)
{
    private const int YearsOfSpikes = 5;
    private const int DaysPerMonth = 31;

    /// <param name="enterpriseCodes">Those to look at; null for all.</param>
    /// <param name="asOf">Ledger wall-clock time: nothing received later is looked at.</param>
    /// <param name="nowUtc">What is stamped on what is found.</param>
    public async Task<WarningReport> RunAsync(IReadOnlyCollection<string>? enterpriseCodes, DateTime asOf, DateTime nowUtc, CancellationToken cancellation)
    {
        var registry = await enterprises.ReadListAsync(cancellation);
        var wanted = enterpriseCodes is null ? registry : [.. registry.Where(enterprise => enterpriseCodes.Contains(enterprise.Code))];
        var setting = await ReadSettingAsync(registry, asOf, cancellation);
        var moment = new WarningMoment(nowUtc, asOf, quiet);
        var total = new WarningReport(0, 0, 0, 0, 0, 0);
        foreach (var enterprise in wanted)
        {
            total += await LookAsync(enterprise, setting, moment, cancellation);
        }

        return total;
    }

    private async Task<WarningReport> LookAsync(Enterprise enterprise, Setting setting, WarningMoment moment, CancellationToken cancellation)
    {
        var effective = await setting.RulesOfAsync(enterprise.JurisdictionCode, seasons, cancellation);
        var asOf = moment.AsOf;
        var spike = effective.Rules[WarningRuleCode.Spike].Settings;
        var filed = setting.Filed[enterprise.Code].ToHashSet(StringComparer.Ordinal);
        var days = spike.IsOn && filed.Count > 0
            ? await facts.ReadDaysAsync(enterprise.Code, MonthsOfSpikes(asOf, spike), spike.Codes<RequestClass>("classes"), cancellation)
            : new Dictionary<DateOnly, int>();
        var from = WarningInput.FromOf(asOf);
        var input = new WarningInput
        {
            Sectors = enterprise.Sectors,
            AsOf = asOf,
            Seasons = effective.Seasons,
            Daily = new(days, filed),
            Months = setting.SilenceOf(enterprise, filed),
            Facts = filed.Count == 0
                ? []
                : await facts.ReadFactsAsync(enterprise.Code, from, asOf, asOf.Date.AddDays(-WarningInput.LookbackDays), cancellation),
        };
        var findings = WarningRules.Find(input, effective.Rules);
        var seesFrom = effective.Rules.All.Where(rule => rule.Settings.IsOn).ToDictionary(rule => rule.Rule.Code, rule => WarningRules.SeesFrom(input, rule.Rule.Code));
        return await writer.KeepAsync(enterprise.Code, findings, seesFrom, moment, cancellation);
    }

    /// <summary>What all enterprises share, read once.</summary>
    private async Task<Setting> ReadSettingAsync(IReadOnlyList<Enterprise> registry, DateTime asOf, CancellationToken cancellation)
    {
        var tree = await jurisdictions.ReadAllAsync(cancellation);
        var first = DateOnly.FromDateTime(asOf).AddYears(-YearsOfSpikes - 1);
        var months = SilenceRules.Months(asOf);
        string[] silent =
        [
            .. months.SelectMany(month => Enumerable.Range(0, 13).Select(back => month.AddMonths(-back))).Distinct().Select(WarningFactStore.MonthOf),
        ];
        return new(
            await rules.ReadChangesAsync(cancellation),
            tree.ToDictionary(jurisdiction => jurisdiction.Code, jurisdiction => jurisdiction.ParentCode, StringComparer.Ordinal),
            registry,
            await facts.ReadFiledMonthsAsync(first, cancellation),
            await facts.ReadVolumesAsync(silent, cancellation),
            months);
    }

    /// <summary>The months of the days that a spike is looked for in or held against.</summary>
    private static HashSet<string> MonthsOfSpikes(DateTime asOf, WarningSettings settings)
    {
        var today = DateOnly.FromDateTime(asOf);
        var reach = WarningInput.LookbackDays + SpikeRules.GuardDays;
        var months = new HashSet<string>(StringComparer.Ordinal);
        Add(today.AddDays(-reach - settings["trailingDays"]), today);
        for (var back = 1; back <= settings["years"]; back++)
        {
            var then = today.AddYears(-back);
            Add(then.AddDays(-reach - settings["aroundDays"]), then.AddDays(settings["aroundDays"]));
        }

        return months;

        void Add(DateOnly from, DateOnly to)
        {
            for (var day = from; day < to; day = day.AddDays(DaysPerMonth - 3))
            {
                months.Add(WarningFactStore.MonthOf(day));
            }

            months.Add(WarningFactStore.MonthOf(to));
        }
    }

    private sealed class Setting(
        IReadOnlyList<WarningRuleChange> changes,
        Dictionary<string, string?> parents,
        IReadOnlyList<Enterprise> registry,
        ILookup<string, string> filed,
        IReadOnlyDictionary<(string EnterpriseCode, string Month), MonthVolume> volumes,
        IReadOnlyList<DateOnly> silentMonths)
    {
        private readonly Dictionary<string, (EffectiveWarningRules Rules, HeatingSeasons Seasons)> _byJurisdiction = new(StringComparer.Ordinal);
        private readonly Dictionary<(string City, Sector Sector, DateOnly Month), (int Filed, int WithOwn)> _neighbours = CountNeighbours(parents, registry, filed, volumes, silentMonths);

        public ILookup<string, string> Filed => filed;

        public async Task<(EffectiveWarningRules Rules, HeatingSeasons Seasons)> RulesOfAsync(string jurisdiction, SeasonStore seasons, CancellationToken cancellation)
        {
            if (!_byJurisdiction.TryGetValue(jurisdiction, out var known))
            {
                var chain = new List<string>();
                for (var code = jurisdiction; code is not null; code = parents.GetValueOrDefault(code))
                {
                    chain.Add(code);
                }

                known = (new(changes, chain), await seasons.ReadAsync(jurisdiction, cancellation));
                _byJurisdiction.Add(jurisdiction, known);
            }

            return known;
        }

        /// <summary>The months of an enterprise and what its neighbours did in them, the enterprise itself taken away.</summary>
        public SilenceFacts SilenceOf(Enterprise enterprise, IReadOnlySet<string> ownMonths)
        {
            var months = ownMonths.ToDictionary(
                month => DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture),
                month => volumes.GetValueOrDefault((enterprise.Code, month)) ?? new(0, 0));
            var city = CityOf(parents, enterprise.JurisdictionCode);
            var neighbours = silentMonths.ToDictionary(month => month, month => enterprise.Sectors
                .Select(sector => _neighbours.GetValueOrDefault((city, sector, month)))
                .Aggregate((Filed: 0, WithOwn: 0), (sum, one) => (sum.Filed + one.Filed, sum.WithOwn + one.WithOwn)));
            foreach (var month in silentMonths.Where(months.ContainsKey))
            {
                var (filedBy, withOwn) = neighbours[month];
                var sectors = enterprise.Sectors.Count;
                neighbours[month] = (filedBy - sectors, withOwn - (months[month].Own > 0 ? sectors : 0));
            }

            return new() { Filed = months, Neighbours = neighbours };
        }

        private static Dictionary<(string, Sector, DateOnly), (int, int)> CountNeighbours(
            Dictionary<string, string?> parents,
            IReadOnlyList<Enterprise> registry,
            ILookup<string, string> filed,
            IReadOnlyDictionary<(string EnterpriseCode, string Month), MonthVolume> volumes,
            IReadOnlyList<DateOnly> months)
        {
            var counts = new Dictionary<(string, Sector, DateOnly), (int, int)>();
            foreach (var enterprise in registry)
            {
                foreach (var month in months.Where(month => filed[enterprise.Code].Contains(WarningFactStore.MonthOf(month))))
                {
                    var hasOwn = volumes.GetValueOrDefault((enterprise.Code, WarningFactStore.MonthOf(month)))?.Own > 0;
                    foreach (var sector in enterprise.Sectors)
                    {
                        var key = (CityOf(parents, enterprise.JurisdictionCode), sector, month);
                        var (filedBy, withOwn) = counts.GetValueOrDefault(key);
                        counts[key] = (filedBy + 1, withOwn + (hasOwn ? 1 : 0));
                    }
                }
            }

            return counts;
        }

        /// <summary>The jurisdiction above, within which enterprises are neighbours; a root is its own.</summary>
        private static string CityOf(Dictionary<string, string?> parents, string jurisdiction) => parents.GetValueOrDefault(jurisdiction) ?? jurisdiction;
    }
}
