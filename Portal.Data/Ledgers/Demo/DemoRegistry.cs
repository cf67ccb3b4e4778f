using System.Globalization;
using Portal.Data.Registry;

namespace Portal.Data.Ledgers.Demo;

/// <summary>
/// The synthetic registry: invented places under the code prefix 99, contacts that are only numbered, telephone
/// numbers that cannot be dialled.
/// </summary>
public static class DemoRegistry
{
    public const string ProvinceCode = "990000";

    /// <summary>The league of <see cref="DemoScale.Small"/>; in <see cref="DemoScale.Province"/> one of the cities.</summary>
    public const string LeagueCode = "992500";

    private static readonly string[] s_sites = ["heat", "gas", "water", "drainage"];

    public static RegistryBook Build(DemoPlan plan)
    {
        var region = Region(plan);
        return new()
        {
            Jurisdictions = region.Jurisdictions,
            Authorities = region.Authorities,
            Enterprises = [.. region.Enterprises.Select(item => item.Entry)],
            Sizes = [.. region.Enterprises.SelectMany(item => Sizes(item, plan))],
            Channels = [.. region.Enterprises.SelectMany(item => Channels(item, plan))],
            Contacts = [.. Contacts(region, plan)],
        };
    }

    internal static DemoRegion Region(DemoPlan plan) => plan.Scale is DemoScale.Province ? DemoProvince.Build() : DemoLeague.Build();

    internal static Authority Bureau(Jurisdiction place, string kind)
    {
        var (letter, name, nameEn) = kind switch
        {
            AuthorityKinds.CityManagement => ("C", "城市管理局", "City Management Bureau"),
            AuthorityKinds.EconomyAndInformation => ("E", "工业和信息化局", "Bureau of Industry and Information"),
            _ => ("H", place.Level is JurisdictionLevel.Province ? "住房和城乡建设厅" : "住房和城乡建设局", "Housing and Construction Bureau"),
        };
        return new()
        {
            Code = $"{place.Code}-{letter}",
            Name = place.Name + name,
            NameEn = $"{place.NameEn} {nameEn}",
            Kind = kind,
            JurisdictionCode = place.Code,
        };
    }

    private static IEnumerable<EnterpriseSize> Sizes(DemoEnterprise item, DemoPlan plan)
    {
        for (var year = plan.FirstMonth.Year; year <= plan.LastMonth.Year; year++)
        {
            // A little growth every year, so that two years are told apart.
            var households = item.Households + (item.Households / 40 * (year - plan.FirstMonth.Year));
            yield return new()
            {
                EnterpriseCode = item.Entry.Code,
                Year = year,
                Households = households,
                Connections = households + (households / 20),
                HeatedSquareMetres = item.Entry.Sectors.Contains(Sector.Heat) ? households * 95L : null,
            };
        }
    }

    private static IEnumerable<EnterpriseChannel> Channels(DemoEnterprise item, DemoPlan plan)
    {
        var number = item.Number.ToString("000", CultureInfo.InvariantCulture);
        var site = $"https://{s_sites[(int)item.Entry.Sectors[0] - 1]}{number}.example";
        DateOnly? checkedOn = item.Number % 5 == 0 ? null : plan.LastMonth.AddDays(item.Number % 28);
        yield return Channel(ChannelKind.Hotline, item.Entry.Hotline!);
        yield return Channel(ChannelKind.PublicAccount, item.Place + "示例服务号" + number);
        yield return Channel(ChannelKind.ServiceHall, item.Place + "示例路" + item.Number.ToString(CultureInfo.InvariantCulture) + "号");
        if (item.Number % 3 != 0)
        {
            yield return Channel(ChannelKind.Website, site);
        }

        EnterpriseChannel Channel(ChannelKind kind, string address) => new()
        {
            EnterpriseCode = item.Entry.Code,
            Kind = kind,
            Address = address,
            IsVerified = checkedOn is not null,
            CheckedOn = checkedOn,
        };
    }

    private static IEnumerable<Contact> Contacts(DemoRegion region, DemoPlan plan)
    {
        var number = 0;
        var since = plan.FirstMonth.AddMonths(-10);
        foreach (var item in region.Enterprises)
        {
            DateOnly? change = item.Number % 4 == 1 ? plan.FirstMonth.AddMonths(2).AddDays(14) : null;
            yield return Entry(ContactSubject.Enterprise, item.Entry.Code, ContactRole.Principal, "总经理", since, change);
            if (change is { } day)
            {
                yield return Entry(ContactSubject.Enterprise, item.Entry.Code, ContactRole.Principal, "总经理", day, null);
            }

            yield return Entry(ContactSubject.Enterprise, item.Entry.Code, ContactRole.Deputy, "副总经理", since, null);
            yield return Entry(ContactSubject.Enterprise, item.Entry.Code, ContactRole.Handler, "客户服务部负责人", since, null);
        }

        foreach (var authority in region.Authorities)
        {
            yield return Entry(ContactSubject.Authority, authority.Code, ContactRole.SectionLeader, "科级分管领导", since, null);
            yield return Entry(ContactSubject.Authority, authority.Code, ContactRole.Liaison, "联络员", since, null);
        }

        Contact Entry(ContactSubject subject, string code, ContactRole role, string post, DateOnly from, DateOnly? to)
        {
            number++;
            return new()
            {
                SubjectKind = subject,
                SubjectCode = code,
                Role = role,
                Name = "联系人" + number.ToString("00", CultureInfo.InvariantCulture),
                Post = post,
                Phone = DemoEnterprise.Line(10_000 + number),
                ValidFrom = from,
                ValidTo = to,
            };
        }
    }
}

/// <summary>The places, bureaus and enterprises of one scale.</summary>
internal sealed record DemoRegion(
    IReadOnlyList<Jurisdiction> Jurisdictions, IReadOnlyList<Authority> Authorities, IReadOnlyList<DemoEnterprise> Enterprises);
