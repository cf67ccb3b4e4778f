using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Portal.Data.Storage;

namespace Portal.Tests.Storage;

public sealed class DbTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectionsOpenAtTheSameTime_AreNeverTheSameOne()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        var inUse = new ConcurrentDictionary<object, bool>(ReferenceEqualityComparer.Instance);
        var shared = 0;

        await Parallel.ForAsync(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (_, cancellation) =>
        {
            await using var connection = await database.Db.OpenAsync(cancellation);
            var handle = ((SqliteConnection)connection).Handle!;
            if (!inUse.TryAdd(handle, true))
            {
                Interlocked.Increment(ref shared);
            }

            await Task.Yield();
            inUse.TryRemove(handle, out bool _);
        });

        Assert.Equal(0, shared);
    }
}
