using System.Reflection;
using Portal.Data.Storage;
using Xunit.Sdk;
using Xunit.v3;

namespace Portal.Tests.Storage;

/// <summary>
/// Runs a theory once per database engine. SQLite always runs; SQL Server runs when
/// <c>REGULATOR_TEST_SQLSERVER</c> holds a connection string, and is reported as skipped when it does not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineDataAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ITheoryDataRow sqlite = new TheoryDataRow<Engine>(Engine.Sqlite);
        ITheoryDataRow sqlServer = new TheoryDataRow<Engine>(Engine.SqlServer)
        {
            Skip = TestDatabase.Server is null ? "REGULATOR_TEST_SQLSERVER is not set." : null,
        };
        return new([sqlite, sqlServer]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
