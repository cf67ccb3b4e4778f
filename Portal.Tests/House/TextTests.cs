using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.Tests.House;

/// <summary>Every sentence the portal shows exists, in every language, with the same blanks to fill.</summary>
public sealed partial class TextTests
{
    private static readonly string[] s_languages = ["zh-CN"];

    public static TheoryData<string> NeutralFiles() =>
    [
        .. Repository.Files("Portal", ".resx")
            .Where(file => !file.Contains(".zh-CN.", StringComparison.Ordinal))
            .Select(Repository.Relative),
    ];

    [Theory, MemberData(nameof(NeutralFiles))]
    public void Translations_HaveTheSameKeysAndBlanks(string neutralFile)
    {
        var neutral = Read(neutralFile);
        Assert.NotEmpty(neutral);

        foreach (var language in s_languages)
        {
            var translated = Read(Path.ChangeExtension(neutralFile, $".{language}.resx"));

            Assert.Equal(neutral.Keys.Order(), translated.Keys.Order());
            Assert.All(neutral, text => Assert.Equal(Blanks(text.Value), Blanks(translated[text.Key])));
        }
    }

    [Fact]
    public void English_IsNotLeftInChinese()
    {
        // The name of a column may stand in a sentence as the file has it; a text without any Latin letter was not translated.
        var files = NeutralFiles().Select(row => row.Data).ToList();
        var english = files.SelectMany(file => Read(file).Select(text => (File: file, text.Key, text.Value))).ToList();
        Assert.NotEmpty(english);

        Assert.DoesNotContain(english, text => HanCharacter().IsMatch(text.Value) && !text.Value.Any(char.IsAsciiLetter));
    }

    [Fact]
    public void EveryKeyUsed_Exists()
    {
        var used = UsedKeys().ToList();
        Assert.NotEmpty(used);

        Assert.All(used, text => Assert.True(
            File.Exists(Path.Combine(Repository.Root, text.Resource)) && Read(text.Resource).ContainsKey(text.Key),
            $"{text.User} uses {text.Key}, which {text.Resource} lacks."));
    }

    [Fact]
    public void EveryWordComposedFromAName_Exists()
    {
        var words = Read("Portal/Shell/Words.resx").Keys;
        var wanted = Enum.GetNames<Role>().Except([nameof(Role.Public)]).Select(name => "Role_" + name)
            .Concat(Enum.GetNames<Sector>().Select(name => "Sector_" + name))
            .Concat(Menu.Entries.Select(entry => "Menu_" + entry.Key));

        Assert.Empty(wanted.Except(words));
        Assert.Empty(Enum.GetNames<Verdict>().Except(Read("Portal/TimeLimits/VerdictBadge.resx").Keys));
    }

    [Fact]
    public void EveryMenuEntry_IsAnOperation_AndHasADrawing()
    {
        Assert.NotEmpty(Menu.Entries);
        Assert.Empty(Menu.Entries.Select(entry => entry.Policy).Except(Enum.GetNames<Operation>()));
        Assert.Empty(Menu.Entries.Select(entry => entry.Icon).Except(Icon.Names));
    }

    private static IEnumerable<(string User, string Resource, string Key)> UsedKeys()
    {
        foreach (var file in Repository.Files("Portal", ".razor", ".cs"))
        {
            var user = Repository.Relative(file);
            var own = user[..user.IndexOf('.', StringComparison.Ordinal)] + ".resx";
            foreach (var match in TextKey().Matches(File.ReadAllText(file)).Cast<Match>())
            {
                var resource = match.Groups["from"].Value == "Words" ? "Portal/Shell/Words.resx" : own;
                yield return (user, resource, match.Groups["key"].Value);
            }
        }
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string[] Blanks(string text) =>
        [.. Blank().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: false))];

    // A key followed by an operator is the first half of a composed one.
    [GeneratedRegex("""\b(?<from>Text|Words)\["(?<key>\w+)"(?!\s*\+)""")]
    private static partial Regex TextKey();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex HanCharacter();
}
