using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Portal.Tests.Storage;

/// <summary>Parses T-SQL as SQL Server 2019 reads it.</summary>
internal static partial class TSql
{
    public static TSqlFragment Parse(string name, string text)
    {
        // Dapper writes a list parameter out as (@p1, @p2, …).
        using var reader = new StringReader(ListParameter().Replace(text, "IN (@${name}1, @${name}2)"));
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0
            ? script
            : throw new InvalidOperationException(string.Join('\n', errors.Select(error => $"{name}, line {error.Line} of the text: {error.Message}")));
    }

    [GeneratedRegex(@"\bIN\s+@(?<name>\w+)")]
    private static partial Regex ListParameter();
}
