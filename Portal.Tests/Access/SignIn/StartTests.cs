using Dapper;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.SignIn;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Tests.Browser;
using Portal.Tests.Shell;

namespace Portal.Tests.Access.SignIn;

/// <summary>Accounts from the command line, and a start that would open real ledgers to whoever knows the demonstration.</summary>
public sealed class StartTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly string _directory = Directory.CreateTempSubdirectory("regulator-start-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Db Database => Db.ForSqlite(Path.Combine(_directory, "portal.db"));

    public void Dispose()
    {
        Database.ClosePool();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Production_WithTheDemonstrationSwitchedOn_IsRefusedInOneLine()
    {
        var (exit, _, error) = await ServeAsync(("Portal__Demo", "true"));

        Assert.NotEqual(0, exit);
        Assert.Contains("Portal:Demo", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("王", DemoUsers.Password)]
    [InlineData("监管员 Regulator", Password)]
    public async Task Production_OverADatabaseWithADemonstrationAccount_IsRefusedByItsName(string displayName, string password)
    {
        await AddLeagueAsync();
        var now = new DateTime(2026, 1, 2, 3, 4, 5);
        await new UserStore(Database).ReplaceAsync(
            new()
            {
                Name = DemoUsers.Regulator,
                DisplayName = displayName,
                PasswordHash = Passwords.Hash(DemoUsers.Regulator, password),
                CreatedAtUtc = now,
            },
            new() { Role = Role.RegulatorOfficer, Scope = DemoPortal.League, GrantedBy = "a", GrantedAtUtc = now },
            Cancellation);

        var (exit, _, error) = await ServeAsync(("Portal__Demo", "false"));

        Assert.NotEqual(0, exit);
        Assert.Contains($"'{DemoUsers.Regulator}'", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task AnAccountAdded_IsInTheDatabaseAndInTheLog_ItsPasswordInNeither()
    {
        await AddLeagueAsync();

        var (exit, output, error) = await UserAsync(Password + "\n", "add", "wang", "--role", "RegulatorOfficer", "--scope", DemoPortal.League, "--display", "王");

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("wang", output, StringComparison.Ordinal);
        await using var connection = await Database.OpenAsync(Cancellation);
        Assert.Equal(DemoPortal.League, await connection.ExecuteScalarAsync<string>("SELECT Scope FROM UserGrant"));
        Assert.Equal("UserAdded", await connection.ExecuteScalarAsync<string>("SELECT Action FROM AuditEntry"));
        Assert.DoesNotContain(Password, await connection.ExecuteScalarAsync<string>("SELECT PasswordHash FROM UserAccount"), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, await connection.ExecuteScalarAsync<string>("SELECT Detail FROM AuditEntry"), StringComparison.Ordinal);
        Assert.Equal(1, (await UserAsync(Password + "\n", "add", "wang", "--role", "Inspector", "--scope", DemoPortal.League)).Exit);
    }

    [Theory]
    [InlineData("Emperor", DemoPortal.League, Password, "no role")]
    [InlineData("Public", DemoPortal.League, Password, "no role")]
    [InlineData("Inspector", "nowhere", Password, "nowhere")]
    [InlineData("EnterpriseHandler", DemoPortal.League, Password, "No enterprise")]
    [InlineData("Inspector", "*", Password, "scope *")]
    [InlineData("Inspector", DemoPortal.League, "short", "10")]
    [InlineData("Inspector", DemoPortal.League, "", "password")]
    public async Task WhatDoesNotFit_IsRefusedWithTheReason(string role, string scope, string password, string reason)
    {
        await AddLeagueAsync();

        var (exit, _, error) = await UserAsync(password + "\n", "add", "wang", "--role", role, "--scope", scope);

        Assert.Equal(1, exit);
        Assert.Contains(reason, error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        await using var connection = await Database.OpenAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM UserAccount"));
    }

    [Theory]
    [InlineData(61, 1, "60")]
    [InlineData(0, 1, "60")]
    [InlineData(4, 61, "60")]
    public async Task NamesThatAreTooLong_AreRefusedWithTheLimit(int nameLength, int shownLength, string limit)
    {
        await AddLeagueAsync();

        var (exit, _, error) = await UserAsync(
            Password + "\n", "add", new('n', nameLength), "--role", "Inspector", "--scope", DemoPortal.League, "--display", new('d', shownLength));

        Assert.Equal(1, exit);
        Assert.Contains(limit, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Renaming_GivesAnotherName_AndIsInTheLog()
    {
        await AddLeagueAsync();
        await UserAsync(Password + "\n", "add", "wang", "--role", "Inspector", "--scope", DemoPortal.League);

        Assert.Equal(1, (await UserAsync("", "rename", "nobody", "wang2")).Exit);
        Assert.Equal(1, (await UserAsync("", "rename", "wang", "not a name")).Exit);
        Assert.Equal(0, (await UserAsync("", "rename", "wang", "Wang")).Exit);
        await using var connection = await Database.OpenAsync(Cancellation);
        Assert.Equal("Wang", await connection.ExecuteScalarAsync<string>("SELECT Name FROM UserAccount"));
        Assert.Contains("Wang", await connection.ExecuteScalarAsync<string>("SELECT Detail FROM AuditEntry WHERE Action = 'UserChanged'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_ForcesAChange_Disabling_ClosesTheAccount_NobodyIsNotFound()
    {
        await AddLeagueAsync();
        await UserAsync(Password + "\n", "add", "wang", "--role", "Inspector", "--scope", DemoPortal.League);

        Assert.Equal(0, (await UserAsync("another good password\n", "reset", "wang")).Exit);
        await using var connection = await Database.OpenAsync(Cancellation);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT MustChangePassword FROM UserAccount"));

        Assert.Equal(0, (await UserAsync("", "disable", "wang")).Exit);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT IsDisabled FROM UserAccount"));

        var (exit, _, error) = await UserAsync("", "disable", "nobody");
        Assert.Equal(1, exit);
        Assert.Contains("'nobody'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_GivesTheNewPassword_AndTakesTheSecondFactorOnlyWhenTold()
    {
        await AddLeagueAsync();
        await UserAsync(Password + "\n", "add", "wang", "--role", "Inspector", "--scope", DemoPortal.League);
        var users = new UserStore(Database);
        await new CredentialStore(Database).ReplaceSecondFactorAsync((await users.ReadAsync("wang", Cancellation))!.Id, [1, 2, 3], 1, [[4]], Cancellation);

        Assert.Equal(1, (await UserAsync("1234567890\n", "reset", "wang")).Exit);
        Assert.True(Passwords.Fits(await users.ReadAsync("wang", Cancellation), "wang", Password));
        Assert.Equal(0, (await UserAsync("another good password\n", "reset", "wang")).Exit);
        var reset = await users.ReadAsync("wang", Cancellation);
        Assert.True(Passwords.Fits(reset, "wang", "another good password"));
        Assert.True(reset!.HasSecondFactor);
        Assert.Equal(0, (await UserAsync("a third good password\n", "reset", "wang", "--second-factor")).Exit);
        Assert.False((await users.ReadAsync("wang", Cancellation))!.HasSecondFactor);
    }

    private async Task AddLeagueAsync()
    {
        await new Migrator(Database, TimeProvider.System).MigrateAsync(Cancellation);
        await new JurisdictionStore(Database).AppendAsync(
            [new() { Code = DemoPortal.League, Name = "示范盟", NameEn = "Demonstration League", Level = JurisdictionLevel.City }], Cancellation);
    }

    private Task<(int Exit, string Output, string Error)> UserAsync(string input, params string[] words) =>
        new PortalProcess(_directory).RunAsync(["user", .. words], input, ("ASPNETCORE_ENVIRONMENT", "Production"));

    private Task<(int Exit, string Output, string Error)> ServeAsync(params (string Name, string Value)[] environment) =>
        new PortalProcess(_directory).RunAsync(
            ["serve", "--urls", "http://127.0.0.1:0"], "", [("ASPNETCORE_ENVIRONMENT", "Production"), .. environment]);
}
