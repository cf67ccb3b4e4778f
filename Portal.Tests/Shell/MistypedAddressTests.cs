using Microsoft.Playwright;
using Portal.Access;
using Portal.Tests.Browser;

namespace Portal.Tests.Shell;

/// <summary>A mistyped link never shows other figures unannounced: the page says what it did not understand and what it shows.</summary>
[Trait("needs", "browser")]
public sealed class MistypedAddressTests(PortalInBrowser portal)
{
    [Theory]
    [InlineData(DemoUsers.Regulator, "/desk?p=9999-99&s=Fire&span=qqq&today=zzz&trend=x", 5)]
    [InlineData(DemoUsers.Regulator, "/desk?p=2025-08&span=Range&from=2025-09", 1)]
    [InlineData(DemoUsers.Regulator, "/desk?p=2025-08&span=Range&from=2025-07&s=Heat&today=overdue", 0)]
    [InlineData(DemoUsers.Regulator, "/desk?perid=2025-08", 1)]
    [InlineData(DemoUsers.Regulator, "/summary?p=2025-8&s=Heat,Gas&span=7&group=Mine&channel=Pigeon", 5)]
    [InlineData(DemoUsers.Regulator, "/summary?p=2025-08&span=Range&from=2025-09&group=Enterprise&channel=Call", 1)]
    [InlineData(DemoUsers.Enterprise, "/home?p=x&trend=y", 2)]
    [InlineData(DemoUsers.Regulator, "/warnings?p=x&s=y&rule=z&severity=9&state=old", 5)]
    [InlineData(DemoUsers.Regulator, "/warnings?p=2025-09&s=Heat&rule=Spike&severity=Urgent&state=all&sort=Amount&desc=true&page=1", 0)]
    [InlineData(DemoUsers.Regulator, "/filings?p=x&s=y&status=Lost", 3)]
    [InlineData(DemoUsers.Regulator, "/filings?p=2025-08&s=Heat&status=Accepted&enterprise=x", 0)]
    [InlineData(DemoUsers.Regulator, "/cases?p=x&s=y&type=z&limit=%25&sort=up", 5)]
    [InlineData(DemoUsers.Regulator, "/cases?p=2025-08&from=2025-09", 1)]
    [InlineData(DemoUsers.Regulator, "/cases?p=2025-08&from=2025-07&limit=S0-36&verdict=Late&feedback=Late,InTime", 0)]
    [InlineData(DemoUsers.Leader, "/rules?j=x&s=Heat,Gas&on=9999-99-99&day=1", 4)]
    [InlineData(DemoUsers.Leader, "/rules?s=Heat&on=2026-01-01", 0)]
    [InlineData(DemoUsers.Enterprise, "/rules/calendars?year=3000&faults=Call%200471", 2)]
    [InlineData(DemoUsers.Regulator, "/rules/what-if?version=x&set=S9&p=2026-13&j=x&what=1", 5)]
    [InlineData(DemoUsers.Regulator, "/rules/what-if?set=S4&p=2025-08", 0)]
    [InlineData(DemoUsers.Leader, "/rejudgings?p=2025-08&to=2025-09", 1)]
    public Task WhatIsNoValue_IsSaidUnderTheFilters(string user, string address, int said) => portal.VisitAsync("zh-CN", async page =>
    {
        await page.SignInAsAsync(user, returnUrl: address);

        await Assertions.Expect(page.Locator("[data-not-understood] p")).ToHaveCountAsync(said);
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(1);
    });
}
