using System.Text;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Data.TimeLimits;

namespace Portal.Tests.Ledgers;

/// <summary>A registry of one enterprise and ledgers as a clerk would write them.</summary>
internal static class Sample
{
    public static readonly DateOnly November = new(2025, 11, 1);

    public static readonly DateTime JudgedAt = new(2025, 12, 5, 9, 0, 0);

    public static PersonalData Keys { get; } = PersonalData.Open(Path.Combine(Path.GetTempPath(), "regulator-test-keys", "personal-data.json"));

    public static string EnterpriseCode { get; } = "91159900000000010" + CreditCode.CheckCharacter("91159900000000010");

    /// <summary>Values by Chinese header; every field may be replaced by name.</summary>
    public static string?[] Row(string caseNo, params (LedgerField Field, string? Value)[] changes)
    {
        var row = new string?[LedgerTemplate.Columns.Count];
        row[(int)LedgerField.CaseNo] = caseNo;
        row[(int)LedgerField.Channel] = "来电";
        row[(int)LedgerField.RequestClass] = "投诉";
        row[(int)LedgerField.ComplaintType] = "质量投诉";
        row[(int)LedgerField.Urgency] = "一般";
        row[(int)LedgerField.ComplainantName] = "用户" + caseNo;
        row[(int)LedgerField.ComplainantPhone] = "1990" + caseNo.PadLeft(7, '0');
        row[(int)LedgerField.Address] = "示例街" + caseNo + "号";
        row[(int)LedgerField.Content] = "室温偏低";
        row[(int)LedgerField.ReceivedAt] = "2025-11-03 08:00:00";
        row[(int)LedgerField.DispatchedAt] = "2025-11-03 08:05:00";
        row[(int)LedgerField.RespondedAt] = "2025-11-03 08:20:00";
        row[(int)LedgerField.ArrivedAt] = "2025-11-03 09:30:00";
        row[(int)LedgerField.FedBackAt] = "2025-11-03 15:00:00";
        row[(int)LedgerField.ClosedAt] = "2025-11-03 16:00:00";
        row[(int)LedgerField.Rating] = "满意";
        foreach (var (field, value) in changes)
        {
            row[(int)field] = value;
        }

        return row;
    }

    /// <summary>The same row received in another month, as <c>yyyy-MM</c>.</summary>
    public static string?[] RowOf(string month, string caseNo, params (LedgerField Field, string? Value)[] changes) =>
        [.. Row(caseNo, changes).Select(value => value?.Replace("2025-11-", month + "-", StringComparison.Ordinal))];

    /// <summary>A .csv file with the template's headers.</summary>
    public static MemoryStream Csv(params string?[][] rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', LedgerTemplate.Columns.Select(column => column.Header)).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(value => value is null ? "" : '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')).Append('\n');
        }

        return new(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static FilingRequest Request(Stream content, DateOnly? period = null, DateTime? asOf = null, bool isDryRun = false) => new()
    {
        Content = content,
        FileName = "台账.csv",
        EnterpriseCode = EnterpriseCode,
        Period = period ?? November,
        SubmittedBy = By("handler"),
        AsOf = asOf ?? JudgedAt,
        IsDryRun = isDryRun,
    };

    /// <summary>Somebody of the enterprise.</summary>
    public static Actor By(string name) => new(name, name, Role.EnterpriseHandler, EnterpriseCode);

    public static AuditLog Audit(Db db) => new(db, Keys, TimeProvider.System);

    public static RuleBook Rules(Db db, TimeProvider? clock = null) => new(
        new JurisdictionStore(db), new RuleSetStore(db, Audit(db)), new CalendarStore(db, Audit(db)), clock ?? TimeProvider.System);

    public static LedgerIntake Intake(Db db, TimeProvider? clock = null) => new(
        new EnterpriseStore(db),
        Rules(db, clock),
        new LedgerStore(db, Keys, Audit(db)),
        Keys,
        clock ?? TimeProvider.System);

    public static async Task AddEnterpriseAsync(Db db, CancellationToken cancellation, Sector sector = Sector.Heat)
    {
        await new JurisdictionStore(db).AppendAsync(
            [new Jurisdiction { Code = "159900", Name = "示例盟", NameEn = "Sample League", Level = JurisdictionLevel.City }], cancellation);
        await new EnterpriseStore(db).AppendAsync(
            [
                new Enterprise
                {
                    Code = EnterpriseCode,
                    Name = "示例热力",
                    NameEn = "Sample Heat",
                    JurisdictionCode = "159900",
                    Sectors = [sector],
                },
            ],
            cancellation);
    }
}
