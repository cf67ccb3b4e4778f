using System.Text;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Ledgers.Filings;

namespace Portal.Tests.Ledgers.Filings;

/// <summary>A mapping made on the page means what was chosen, and reads the file it was made for.</summary>
public sealed class MappingDraftTests
{
    private const string Foreign = "Nr,Via,Wer,Fon,Wo,Was,Wann\nA-1,Telefon,Li,19900000001,Street 1,cold,03.05.2025 08:00\n";

    private static readonly (string Header, LedgerField Field)[] s_choices =
    [
        ("Nr", LedgerField.CaseNo), ("Via", LedgerField.Channel), ("Wer", LedgerField.ComplainantName), ("Fon", LedgerField.ComplainantPhone),
        ("Wo", LedgerField.Address), ("Was", LedgerField.Content), ("Wann", LedgerField.ReceivedAt),
    ];

    [Fact]
    public void EveryHeaderOfAForeignFile_IsShownWithSamples()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Foreign));

        var columns = SourceColumns.Read(file, null);

        Assert.Equal(s_choices.Select(choice => choice.Header), columns.Select(column => column.Header));
        Assert.Equal(["Telefon"], columns[1].Values);
        Assert.Equal("C", columns[2].Letters);
    }

    [Fact]
    public void UntilEveryRequiredFieldHasASource_SomethingIsMissing()
    {
        var draft = Draft();

        Assert.Equal([LedgerField.RequestClass, LedgerField.ComplaintType, LedgerField.Urgency], draft.Missing.Select(column => column.Field));

        Fill(draft);

        Assert.Empty(draft.Missing);
    }

    [Fact]
    public void ForeignValuesAndUnreadableTimes_AreAskedFor()
    {
        var draft = Draft();

        Assert.Equal([(LedgerField.Channel, "Telefon")], draft.Foreign.Select(item => (item.Column.Field, item.Value)));

        draft.DatePattern = "MM/dd/yyyy";
        Assert.All(draft.UnreadableTimes, item => Assert.Equal(LedgerField.ReceivedAt, item.Column.Field));
        draft.DatePattern = "dd.MM.yyyy HH:mm";
        Assert.Empty(draft.UnreadableTimes);
    }

    [Fact]
    public void TheMapping_ReadsTheFileItWasMadeFor()
    {
        var draft = Draft();
        Fill(draft);
        draft.Translate(LedgerField.Channel, "Telefon", "来电");
        draft.DatePattern = "dd.MM.yyyy HH:mm";
        draft.Name = " hotline ";

        var mapping = draft.ToMapping(Sample.EnterpriseCode);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Foreign));
        using var file = Assert.IsType<LedgerFileResult.Opened>(LedgerFile.Open(content, mapping)).File;
        var row = Assert.Single(file.Rows());

        Assert.Equal("hotline", mapping.Name);
        Assert.Equal("来电", row.Text(LedgerField.Channel));
        Assert.Equal("投诉", row.Text(LedgerField.RequestClass));
        Assert.Equal("cold", row.Text(LedgerField.Content));
        Assert.Equal(TimeReading.Read, row.Time(LedgerField.ReceivedAt, out var received));
        Assert.Equal(new DateTime(2025, 5, 3, 8, 0, 0), received);
    }

    [Fact]
    public void AFieldGivenToAnotherColumn_LeavesTheFirst()
    {
        var draft = Draft();

        draft.Choose(draft.Columns[2], LedgerField.CaseNo);

        Assert.Null(draft.Columns[0].Field);
        Assert.Equal(LedgerField.CaseNo, draft.Columns[2].Field);
    }

    private static MappingDraft Draft()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Foreign));
        var draft = new MappingDraft(SourceColumns.Read(file, null), null);
        foreach (var (header, field) in s_choices)
        {
            draft.Choose(draft.Columns.Single(column => column.Source.Header == header), field);
        }

        return draft;
    }

    private static void Fill(MappingDraft draft)
    {
        foreach (var gap in draft.Lacking)
        {
            gap.Constant = gap.Column.Example;
        }
    }
}
