using Portal.Data.Ledgers.Mapping;
using Portal.Tests.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Mapping;

public sealed class ColumnMappingTests
{
    private const string Json = """
        {
          "name": "演示", "enterprise": null,
          "headers": { "Ticket": "投诉编号", "Kind": ["SubType", "ComplaintType"], "Way": "Channel", "When": "ReceivedAt", "Where": "Address" },
          "values": {
            "Channel": { "Phone": "来电", "*": "转办" },
            "ComplaintType": { "WW-*": "故障报修", "WW-Bill*": "业务投诉", "*": "其他投诉" }
          },
          "constants": { "RequestClass": "投诉", "Urgency": "一般", "ComplainantName": "未提供", "ComplainantPhone": "未提供", "Content": "见二级类型" },
          "whenEmpty": { "Address": "不详" },
          "datePatterns": ["MM/dd/yyyy HH:mm"]
        }
        """;

    [Fact]
    public void ValuesConstantsAndFillings_AreAppliedAndShown()
    {
        var mapping = Parse(Json);
        using var file = TestFile.Utf8("Ticket,Kind,Way,When,Where\n1,WW-Leak,phone,04/12/2018 23:05,\n2,WW-Billing,来信,04/12/2018 23:05,甲\n3,Dogs,Pigeon,x,乙\n");

        var rows = TestFile.Rows(file, mapping);

        Assert.Equal(["来电", "来信", "转办"], rows.Select(row => row.Text(LedgerField.Channel)));
        Assert.Equal(["故障报修", "业务投诉", "其他投诉"], rows.Select(row => row.Text(LedgerField.ComplaintType)));
        Assert.Equal(["WW-Leak", "WW-Billing", "Dogs"], rows.Select(row => row.Text(LedgerField.SubType)));
        Assert.Equal(["不详", "甲", "乙"], rows.Select(row => row.Text(LedgerField.Address)));
        Assert.Equal([true, false, false], rows.Select(row => row.IsSupplied(LedgerField.Address)));
        Assert.All(rows, row => Assert.True(row.IsSupplied(LedgerField.Content)));
        Assert.Equal([TimeReading.Read, TimeReading.Read, TimeReading.Unreadable], rows.Select(row => row.Time(LedgerField.ReceivedAt, out _)));
        Assert.Equal("", rows[0].Address(LedgerField.Content));
        Assert.Equal(5, rows[0].Header.Constants.Count());
    }

    [Fact]
    public void AMappingWrittenAndReadAgain_IsTheSame()
    {
        var mapping = Parse(Json);

        Assert.Equal(mapping.ToJson(), Parse(mapping.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a","headers":{"X":"Nonsense"}}""", "Nonsense")]
    [InlineData("""{"name":"a","header":{}}""", "header")]
    [InlineData("""{"name":"a","constants":{"Urgency":1}}""", "Urgency")]
    [InlineData("""{"name":"a","values":{"Channel":"x"}}""", "values.Channel")]
    [InlineData("{", "")]
    public void AWrongMapping_SaysWhatIsWrong(string json, string named)
    {
        Assert.False(ColumnMapping.TryParse(json, out _, out var problem));
        Assert.Contains(named, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedMappings_UseOnlyValuesOfTheLists()
    {
        Assert.NotEmpty(ShippedMappings.All);
        Assert.All(ShippedMappings.All, mapping => Assert.All(mapping.Values, field =>
            Assert.All(field.Value.Values.Where(value => value.Length > 0), value =>
                Assert.True(LedgerTemplate.Column(field.Key).TryCode(value, out _), $"{field.Key}: {value}"))));
    }

    [Theory]
    [InlineData("投诉编号", LedgerField.CaseNo)]
    [InlineData(" *投诉编号（必填） ", LedgerField.CaseNo)]
    [InlineData("投 诉\n编 号", LedgerField.CaseNo)]
    [InlineData("管径ＤＮ", LedgerField.PipeDiameter)]
    [InlineData("管径(DN)", LedgerField.PipeDiameter)]
    [InlineData("实测室温（℃）", LedgerField.RoomTemperature)]
    [InlineData("ReceivedAt", LedgerField.ReceivedAt)]
    [InlineData("received at", LedgerField.ReceivedAt)]
    [InlineData("手机号", LedgerField.ComplainantPhone)]
    public void HeaderVariants_FindTheirField(string header, LedgerField field) =>
        Assert.Equal([field], new ColumnMatcher(null).Match(header));

    [Fact]
    public void NoTwoColumns_ShareAName()
    {
        var names = LedgerTemplate.Columns.SelectMany(column => column.Synonyms.Append(column.Header).Select(ColumnMatcher.Normalize).Distinct());

        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void TheTable_IsInTheOrderOfTheFields() =>
        Assert.Equal(Enum.GetValues<LedgerField>(), LedgerTemplate.Columns.Select(column => column.Field));

    [Theory]
    [InlineData("18.5℃", 18.5)]
    [InlineData("１６．５", 16.5)]
    [InlineData("DN300", 300)]
    [InlineData("2天", 2)]
    [InlineData("-1", -1)]
    public void Measures_AreReadWithTheirUnits(string text, double expected)
    {
        Assert.True(LedgerNumber.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    private static ColumnMapping Parse(string json)
    {
        Assert.True(ColumnMapping.TryParse(json, out var mapping, out var problem), problem);
        return mapping!;
    }
}
