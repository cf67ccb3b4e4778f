using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Access.Admin;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.SignIn;

namespace Portal.Tests.Access.Admin;

/// <summary>Whatever an administrator may be told has words.</summary>
public sealed class AdminWordsTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void EveryNameThatIsShown_HasAWord(string language)
    {
        CultureInfo.CurrentUICulture = new(language);
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<AdminWords>>();
        var keys = Enum.GetNames<AccountFault>().Select(name => "Fault_" + name)
            .Concat(Enum.GetNames<AccountState>().Select(name => "State_" + name))
            .Concat(Enum.GetNames<PasswordFault>().Select(name => "Password_" + name))
            .Concat(Enum.GetNames<SignInMethod>().Select(name => "Method_" + name))
            .Concat(Enum.GetNames<SessionEnd>().Select(name => "End_" + name))
            .ToList();

        Assert.DoesNotContain(keys, key => words[key].ResourceNotFound);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36", "Chrome · Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.50", "WeChat · Android")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    public void ABrowser_IsToldInTwoWords(string agent, string? expected) => Assert.Equal(expected, AgentWords.Of(agent));
}
