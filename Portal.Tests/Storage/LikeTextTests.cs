using Portal.Data.Access;
using Portal.Data.Storage;
using Portal.Tests.Access.Admin;

namespace Portal.Tests.Storage;

/// <summary>What somebody searches for means itself, also where LIKE has another meaning for it.</summary>
public sealed class LikeTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task LikesOwnCharacters_FindThemselvesOnly(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        string[] shown = ["a[b]c", "a%b", "a_b", @"a\b", "a]b", "a^b", "axb", "[b"];
        foreach (var (name, index) in shown.Select((name, index) => (name, index)))
        {
            Assert.Null((await world.Desk.AddAsync(
                Actor.CommandLine,
                new() { Name = $"n{index}", DisplayName = name, PasswordHash = "", Grants = [(Role.Inspector, AccountWorld.North)] },
                Cancellation)).Fault);
        }

        // Babelfish finds nothing by an escaped character, and the escape itself can be written in no other way.
        foreach (var searched in shown.Concat(["[b]", "[", "]", "%", "_", @"\", "^"]).Where(text => engine is Engine.Sqlite || !text.Contains('\\', StringComparison.Ordinal)))
        {
            var found = await world.Accounts.ReadPageAsync(new(world.Chief) { Search = searched }, new(0, 50), Cancellation);

            Assert.Equal(
                shown.Where(name => name.Contains(searched, StringComparison.Ordinal)),
                found.Items.Select(item => item.Account.DisplayName));
        }
    }
}
