using Dapper;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Data.Access.SignIn;
using Portal.Data.Storage;
using Portal.Tests.Storage;

namespace Portal.Tests.Access.Admin;

/// <summary>Wang and wang are one person, on both engines.</summary>
public sealed class AccountNameTests
{
    private static readonly UserGrant s_inspector = new() { Role = Role.Inspector, Scope = AccountWorld.North, GrantedBy = "test", GrantedAtUtc = new(2026, 1, 2) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AName_IsFoundAndTaken_HoweverItIsCapitalised(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var wang = await world.AddAsync("Wang.Li", (Role.Inspector, AccountWorld.North));

        Assert.Equal(wang.UserId, (await world.Users.ReadAsync("wang.LI", Cancellation))?.Id);
        Assert.Equal(AccountFault.NameTaken, (await AddAsync(world, "WANG.li", null)).Fault);
        Assert.Null(await world.New.AppendAsync(Account("wang.li"), s_inspector, Cancellation));
        Assert.Equal(wang.UserId, await world.Users.ReplaceAsync(Account("wang.li"), s_inspector, Cancellation));
    }

    [Theory, EngineData]
    public async Task AnAddress_IsFoundAndTaken_HoweverItIsCapitalised(Engine engine)
    {
        await using var world = await AccountWorld.StartAsync(engine);
        var (id, _) = await AddAsync(world, "wang", "Wang.Li@Example.org");

        Assert.Equal(AccountFault.EmailTaken, (await AddAsync(world, "li", "wang.li@EXAMPLE.org")).Fault);
        var found = await world.Identities.ReadFreeByEmailAsync("https://provider.example", "wang.li@example.org", Cancellation);
        Assert.Equal(id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task TwoNamesThatDifferInCapitalsOnly_AreNamedByTheMigration_AndOneCanBeRenamedFirst()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using (var connection = await database.Db.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync("""
                DELETE FROM SchemaVersion WHERE Name = '0015_account_names';
                DROP INDEX IX_UserAccount_Name;
                CREATE UNIQUE INDEX IX_UserAccount_Name ON UserAccount (Name);
                INSERT INTO UserAccount (Name, DisplayName, PasswordHash, IsDisabled, CreatedAtUtc)
                VALUES ('Wang', '王', '', 0, '2026-01-02 00:00:00'), ('wang', '汪', '', 0, '2026-01-02 00:00:00'), ('li', '李', '', 0, '2026-01-02 00:00:00');
                """);
        }

        var migrator = new Migrator(database.Db, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => migrator.MigrateAsync(Cancellation));

        Assert.Contains("'Wang'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'wang'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'li'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("user rename", refusal.Message, StringComparison.Ordinal);

        var accounts = new NewAccountStore(database.Db, new(database.Db));
        Assert.Null(await accounts.RenameAsync("WANG", "wang2", Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => accounts.RenameAsync("wang", "LI", Cancellation));
        Assert.NotNull(await accounts.RenameAsync("wang", "wang2", Cancellation));
        Assert.Equal("0015_account_names", Assert.Single(await migrator.MigrateAsync(Cancellation)).Name);
    }

    private static UserAccount Account(string name) => new() { Name = name, DisplayName = name, PasswordHash = "", CreatedAtUtc = new(2026, 1, 2) };

    private static Task<AccountAdded> AddAsync(AccountWorld world, string name, string? email) => world.Desk.AddAsync(
        Actor.CommandLine,
        new() { Name = name, DisplayName = name, Email = email, PasswordHash = "", Grants = [(Role.Inspector, AccountWorld.North)] },
        Cancellation);
}
