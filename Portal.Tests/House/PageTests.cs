using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Shell;
using Portal.Tests.Browser;

namespace Portal.Tests.House;

/// <summary>Every routable page has an authorisation decision, and is looked at by the accessibility scan.</summary>
public sealed partial class PageTests
{
    /// <summary>Pages anybody may see. A page is added here only after review.</summary>
    private static readonly string[] s_public =
    [
        "SignInPage", "SignInCodePage", "SignInPasswordPage", "SignInSecondFactorPage", "SignInRefusedPage", "FirstRunPage", "ErrorPage",
        "IndicatorsPage",
    ];

    /// <summary>Tells every signed-in user that there is nothing at an address.</summary>
    private const string AnyAddress = "NotFoundPage";

    [Fact]
    public void EveryPage_NamesItsOperation_UnlessReviewedAsPublic()
    {
        var pages = RoutablePages();
        Assert.NotEmpty(pages);

        Assert.Equal(s_public.Order(), pages.Where(IsPublic).Select(page => page.Name).Order());
        Assert.DoesNotContain(pages, page => !IsPublic(page) && page.Name != AnyAddress && !page.GetCustomAttributes<NeedsAttribute>().Any());
    }

    [Fact]
    public void EveryPageAboutOneObject_IsGuarded()
    {
        var pages = RoutablePages().Where(page => page.GetCustomAttributes<RouteAttribute>().Any(route => Parameter().IsMatch(route.Template))).ToList();
        Assert.NotEmpty(pages);

        Assert.Equal([AnyAddress], pages.Where(page => page.GetCustomAttribute<GuardedByAttribute>() is null).Select(page => page.Name));
    }

    [Fact]
    public void EveryPage_IsScannedAndPictured()
    {
        var visited = Pages.All.Select(visit => "/" + visit.Path.Split('?')[0].Trim('/')).ToList();
        var templates = RoutablePages().SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToList();
        Assert.NotEmpty(templates);

        Assert.DoesNotContain(templates, template => !visited.Exists(path => Pattern(template).IsMatch(path)));
    }

    private static List<Type> RoutablePages() =>
        [.. typeof(PortalHost).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any())];

    private static bool IsPublic(Type page) => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    private static Regex Pattern(string template) => new(
        "^" + Parameter().Replace(Regex.Escape(template).Replace(@"\{", "{", StringComparison.Ordinal), match => match.Value.Contains('*', StringComparison.Ordinal) ? ".*" : "[^/]+") + "$",
        RegexOptions.None,
        TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
