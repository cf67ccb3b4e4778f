using Portal.Tests.Storage.Texts;

namespace Portal.Tests.Storage;

/// <summary>Every T-SQL text of the portal parses, and every name in it is in the schema; told without a server.</summary>
public sealed class SqlTextTests
{
    private const string Store = """"
        namespace Planted;

        public sealed class PlantedStore(Db db)
        {
            private const string Columns = "F.Id, F.Period";

            public void Read(bool isNewest)
            {
                var where = new Where()
                    .When(true, "F.EnterpriseCode = @EnterpriseCode")
                    .When(isNewest, Newest(isNewest));
                var sql = $"""
                    SELECT {Columns} FROM Filing F {where}
                    ORDER BY {OrderBy(isNewest)} {db.PageTail}
                    """;
            }

            private static string Newest(bool isNewest) => isNewest switch
            {
                true => "F.IsCurrent = 1",
                false => "F.Version > 0",
            };

            private static string OrderBy(bool isNewest) => isNewest switch
            {
                true => "F.Id",
                false => "F.Period DESC, F.Id",
            };
        }
        """";

    [Fact]
    public void EveryText_IsTSql_AndNamesWhatIsThere()
    {
        Assert.True(ProductTexts.All.Count > 80, $"Only {ProductTexts.All.Count} texts were found.");

        Assert.Empty(ProductTexts.Found.Unread);
        Assert.Empty(ProductTexts.All.SelectMany(text => Binder.Check(ProductTexts.Schema, text)));
    }

    [Fact]
    public void EveryStore_HasItsTextsRead()
    {
        var stores = ProductTexts.Sources.Where(source => source.File.EndsWith("Store.cs", StringComparison.Ordinal)).Select(source => source.File).ToList();
        Assert.NotEmpty(stores);

        Assert.Empty(stores.Except(ProductTexts.All.Select(text => text.File)));
    }

    [Fact]
    public void TextsForSqliteOnly_AreStillThere() =>
        Assert.All(ProductTexts.SqliteOnly, item => Assert.Contains(
            ProductTexts.Sources.Single(source => source.File == item.File).Code.Literals.Values,
            literal => SqlTexts.Written(literal).StartsWith(item.Beginning, StringComparison.Ordinal)));

    [Fact]
    public void BulkInserts_NameColumnsOfTheirTable()
    {
        var known = ProductTexts.Schema.Single(table => table.Name == "LedgerRow").Columns.Select(column => column.Name);

        Assert.Empty(Portal.Data.Ledgers.LedgerColumns.All.Select(column => column.Name).Except(known));
    }

    [Fact]
    public void Holes_AreReadAsWhatTheyStandFor()
    {
        var texts = new SqlTexts([new("PlantedStore.cs", Store)], []).Find().Texts;

        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.Contains("WHERE F.EnterpriseCode = @EnterpriseCode\nAND F.IsCurrent = 1\nAND F.Version > 0", text.Text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains("SELECT F.Id, F.Period FROM", text.Text, StringComparison.Ordinal));
        Assert.Contains("ORDER BY F.Id OFFSET @Skip ROWS", texts[0].Text, StringComparison.Ordinal);
        Assert.Contains("ORDER BY F.Period DESC, F.Id OFFSET @Skip ROWS", texts[1].Text, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Empty(Binder.Check(ProductTexts.Schema, text)));
    }

    [Theory]
    [InlineData("F.Id, F.Period", "F.Id, F.Perriod", "F.Perriod is no column")]
    [InlineData("Filing F", "Filling F", "Filling is no table")]
    [InlineData("F.Version > 0", "G.Version > 0", "G (of G.Version) is no table here")]
    [InlineData("F.Period DESC", "F.Peroid DESC", "F.Peroid is no column")]
    [InlineData("SELECT {Columns}", "SELECT TOP {Columns}", "Incorrect syntax")]
    public void AMisspeltName_IsReportedWithItsPlace(string right, string wrong, string fault)
    {
        var texts = new SqlTexts([new("PlantedStore.cs", Store.Replace(right, wrong, StringComparison.Ordinal))], []).Find().Texts;
        var faults = texts.SelectMany(text => Binder.Check(ProductTexts.Schema, text)).ToList();

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
        Assert.All(faults, found => Assert.StartsWith("PlantedStore.cs:12 sql", found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT E.Code FROM Enterprise E WHERE EXISTS (SELECT 1 FROM Filing F WHERE F.EnterpriseCode = E.Code)", null)]
    [InlineData("SELECT E.Code FROM Enterprise E WHERE EXISTS (SELECT 1 FROM Filing F WHERE F.EnterpriseCode = E.Id)", "E.Id is no column")]
    [InlineData("SELECT Code FROM Enterprise E INNER JOIN Jurisdiction J ON J.Code = E.JurisdictionCode", "Code could be of two tables")]
    [InlineData("WITH Latest AS (SELECT MAX(Id) AS Id FROM Filing) SELECT L.Id FROM Latest L", null)]
    [InlineData("WITH Latest AS (SELECT MAX(Id) AS Id FROM Filing) SELECT L.Period FROM Latest L", "L.Period is no column")]
    [InlineData("SELECT D.Cases FROM (SELECT COUNT(*) AS Cases FROM LedgerRow) D ORDER BY Cases", null)]
    [InlineData("SELECT D.Case FROM (SELECT COUNT(*) AS Cases FROM LedgerRow) D", "Incorrect syntax")]
    [InlineData("SELECT Code FROM Enterprise UNION SELECT Code, Name FROM Jurisdiction", "have 1 and 2 columns")]
    [InlineData("INSERT INTO EnterpriseSector (EnterpriseCode, Sector) VALUES (@A, @B, @C)", "gives 3 values")]
    [InlineData("INSERT INTO EnterpriseSector (EnterpriseCode, Secter) SELECT Code, 1 FROM Enterprise", "Secter is no column of EnterpriseSector")]
    [InlineData("UPDATE Filing SET IsCurent = 0 WHERE Id = @Id", "IsCurent is no column of Filing")]
    [InlineData("UPDATE F SET IsCurrent = 0 OUTPUT deleted.Id FROM Filing F WHERE F.Id = @Id", null)]
    [InlineData("DELETE FROM Filing WHERE Number = @Id", "Number is no column")]
    [InlineData("SELECT Id FROM Filing LIMIT 1", "LIMIT")]
    public void Names_MeanWhatTheyMeanOnTheServer(string text, string? fault)
    {
        var faults = Binder.Check(ProductTexts.Schema, new("planted", 1, "sql", text));

        Assert.Equal(fault is null, faults.Count == 0);
        Assert.All(faults, found => Assert.Contains(fault!, found, StringComparison.Ordinal));
    }
}
