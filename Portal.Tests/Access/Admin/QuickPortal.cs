using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Tests.Access.Admin;
using Portal.Tests.Browser;

[assembly: AssemblyFixture(typeof(QuickPortal))]

namespace Portal.Tests.Access.Admin;

/// <summary>A portal whose circuits ask every second whether their sign-in still holds, and whose clock can be moved.</summary>
public sealed class QuickPortal : IAsyncDisposable
{
    private readonly Lazy<Task<RunningPortal>> _started;
    private readonly MovedClock _clock = new();

    public QuickPortal() => _started = new(() => RunningPortal.StartAsync(DemoPortal.SeedAsync, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Portal:RecheckSeconds"] = "1" });
        builder.Services.AddSingleton<TimeProvider>(_clock);
    }));

    public Task<RunningPortal> StartAsync() => _started.Value;

    public void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>Adds an account of its own for a story, with the password of the demonstration.</summary>
    public async Task<long> AddUserAsync(string name, params (Role Role, string Scope)[] grants)
    {
        var services = (await StartAsync()).Services;
        var id = await services.GetRequiredService<Passwords>().SetAsync(
            name, name, grants[0].Role, grants[0].Scope, DemoUsers.Password, TestContext.Current.CancellationToken);
        foreach (var (role, scope) in grants.Skip(1))
        {
            Assert.Null(await services.GetRequiredService<GrantDesk>().GrantAsync(
                Actor.CommandLine, id, role, scope, TestContext.Current.CancellationToken));
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
        }
    }

    /// <summary>Runs with the real time, ahead of it by what it was moved.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private long _aheadTicks;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

        public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
    }
}
