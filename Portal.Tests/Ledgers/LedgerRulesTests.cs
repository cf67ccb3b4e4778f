using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Tests.TimeLimits;

namespace Portal.Tests.Ledgers;

public sealed class LedgerRulesTests
{
    private static readonly CheckFrame s_frame = new(Sample.November, Sample.JudgedAt, [Sector.Heat]);

    [Theory]
    [InlineData(LedgerField.CaseNo, null, "required")]
    [InlineData(LedgerField.Channel, "", "required")]
    [InlineData(LedgerField.Address, "   ", "required")]
    [InlineData(LedgerField.ReceivedAt, null, "required")]
    [InlineData(LedgerField.Urgency, "特急", "not-in-list")]
    [InlineData(LedgerField.Rating, "好评", "not-in-list")] // an optional list is still a list
    [InlineData(LedgerField.ReceivedAt, "十一月三日", "unreadable-time")]
    [InlineData(LedgerField.ArrivedAt, "2025-13-03 08:00", "unreadable-time")] // there is no thirteenth month
    [InlineData(LedgerField.ClosedAt, "2025-12-05 09:00:01", "after-judging")] // a second after the judging time
    [InlineData(LedgerField.ClosedAt, "2025-11-03 07:59:59", "before-received")] // closed before it was received
    [InlineData(LedgerField.AcceptedAt, "2025-11-03 08:04:59", "order-impossible")] // accepted before it was dispatched
    [InlineData(LedgerField.ReceivedAt, "2025-12-01 00:00:00", "after-period")]
    [InlineData(LedgerField.PipeDiameter, "三百", "not-a-number")]
    [InlineData(LedgerField.RoomTemperature, "180", "out-of-range")]
    public void AValueThatCannotStand_RejectsTheRow(LedgerField field, string? value, string code)
    {
        var (entry, issues) = Check((field, value));

        Assert.Null(entry);
        Assert.Contains(issues, issue => issue.Code == code && issue.Class is IssueClass.Validity && issue.Field == field);
    }

    [Theory]
    [InlineData(LedgerField.ClosedAt, "2025-12-05 09:00:00")] // at the judging time itself
    [InlineData(LedgerField.AppointedAt, "2025-12-24 09:00:00")] // an appointment may lie ahead
    [InlineData(LedgerField.ExtendedTo, "2026-01-05 00:00:00")] // and so may an extension
    [InlineData(LedgerField.RespondedAt, "2025-11-03 08:00:00")] // in the very second of 受理
    [InlineData(LedgerField.ReceivedAt, "２０２５－１１－０３　０８：００")] // full-width digits and colon
    [InlineData(LedgerField.ReceivedAt, "2025/11/3 8:00")]
    [InlineData(LedgerField.RoomTemperature, "16.55")]
    [InlineData(LedgerField.Grade, null)] // empty is 一般件
    [InlineData(LedgerField.Rating, null)]
    public void AValueThatMayStand_IsAccepted(LedgerField field, string? value)
    {
        var (entry, issues) = Check((field, value));

        Assert.NotNull(entry);
        Assert.DoesNotContain(issues, issue => issue.Class is IssueClass.Validity);
    }

    [Theory]
    [InlineData(LedgerField.DispatchedAt, "2025-11-03 10:00:00", LedgerField.ArrivedAt)] // arrived before it was dispatched
    [InlineData(LedgerField.ArrivedAt, "2025-11-03 17:00:00", LedgerField.ClosedAt)] // closed before anybody arrived
    public void AnOddOrder_IsAWarningAtTheLaterEvent(LedgerField field, string value, LedgerField at)
    {
        var (entry, issues) = Check((field, value));

        Assert.NotNull(entry);
        var warning = Assert.Single(issues);
        Assert.Equal(("order-odd", IssueClass.Plausibility, at), (warning.Code, warning.Class, warning.Field));
    }

    [Fact]
    public void AnIssue_NamesSheetCellColumnAndValue()
    {
        var (_, issues) = Check((LedgerField.ReceivedAt, "昨天"));

        var issue = Assert.Single(issues);
        Assert.Equal(("R2", 2, "昨天"), (issue.Cell, issue.SheetRow, issue.Value));
    }

    [Fact]
    public void AnIssueAtPersonalData_ShowsItMasked()
    {
        var (_, issues) = Check((LedgerField.ComplainantPhone, "13800001234" + new string('0', 60)));

        var issue = Assert.Single(issues);
        Assert.DoesNotContain("0000123", issue.Value, StringComparison.Ordinal);
        Assert.StartsWith("138****", issue.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryWrongCellOfARow_HasItsOwnIssue()
    {
        var (_, issues) = Check((LedgerField.Channel, "微信"), (LedgerField.Urgency, null), (LedgerField.ClosedAt, "x"));

        Assert.Equal(["not-in-list", "required", "unreadable-time"], issues.Select(issue => issue.Code));
    }

    [Fact]
    public void AMissingEventThatALimitNeeds_IsACompletenessIssueOnce()
    {
        var row = Read((LedgerField.RespondedAt, null));
        var issues = new List<LedgerIssue>();
        var entry = LedgerRules.Check(row, s_frame, issues)!;
        var receipts = TimeLimitRules.Judge(SampleRules.S0, entry.Facts, CalendarFile.Shipped, Sample.JudgedAt);

        LedgerRules.CheckComplete(row, receipts, issues);

        var issue = Assert.Single(issues);
        Assert.Equal((IssueClass.Completeness, "event-missing", "V2"), (issue.Class, issue.Code, issue.Cell));
    }

    [Fact]
    public void WhatHappenedBesideTheMainCourse_IsReadWithTheRow()
    {
        var (entry, issues) = Check(
            (LedgerField.ReturnedAt, "2025-11-03 09:10:00"), (LedgerField.ReturnReason, "不属于本单位供热范围"), (LedgerField.MediatedAt, "2025-11-05 16:00:00"),
            (LedgerField.ObjectedAt, "2025-11-06 10:00:00"), (LedgerField.ReconsideredAt, "2025-11-08 15:00:00"), (LedgerField.Validity, "无效"));

        Assert.Empty(issues);
        Assert.Equal("不属于本单位供热范围", entry!.ReturnReason);
        Assert.False(entry.Facts.IsValid);
        Assert.Equal(
            ["2025-11-03 09:10", "2025-11-05 16:00", "2025-11-06 10:00", "2025-11-08 15:00"],
            new[] { CaseEvent.Returned, CaseEvent.Mediated, CaseEvent.Objected, CaseEvent.Reconsidered }.Select(happening => $"{entry.Facts[happening]:yyyy-MM-dd HH:mm}"));
    }

    [Theory]
    [InlineData(LedgerField.ReturnedAt, "2025-11-03 08:04:59", "order-impossible")] // returned before it was dispatched
    [InlineData(LedgerField.MediatedAt, "2025-11-03 07:59:59", "before-received")]
    [InlineData(LedgerField.ObjectedAt, "2025-12-05 09:00:01", "after-judging")]
    [InlineData(LedgerField.Validity, "待定", "not-in-list")]
    public void ASideEventThatCannotBe_RejectsTheRow(LedgerField field, string value, string code)
    {
        var (entry, issues) = Check((field, value));

        Assert.Null(entry);
        Assert.Contains(issues, issue => issue.Code == code && issue.Field == field);
    }

    [Fact]
    public void AReturnWithoutAReason_IsWarnedAbout()
    {
        var (entry, issues) = Check((LedgerField.ReturnedAt, "2025-11-03 09:10:00"));

        Assert.NotNull(entry);
        Assert.Equal(("return-unexplained", IssueClass.Plausibility, LedgerField.ReturnReason), (issues.Single().Code, issues.Single().Class, issues.Single().Field));
    }

    [Fact]
    public void AWorkbookMadeBeforeTheNewColumns_IsReadAsItWas()
    {
        var headers = LedgerTemplate.Columns.Take((int)LedgerField.Evidence + 1).Select(column => column.Header);
        var values = Sample.Row("1").Take((int)LedgerField.Evidence + 1);
        using var file = ((LedgerFileResult.Opened)LedgerFile.Open(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{string.Join(',', headers)}\n{string.Join(',', values)}\n")))).File;
        var issues = new List<LedgerIssue>();

        var entry = LedgerRules.Check(file.Rows().Single(), s_frame, issues);

        Assert.NotNull(entry);
        Assert.Empty(issues);
        Assert.Null(entry.Facts.IsValid);
    }

    private static (LedgerEntry? Entry, List<LedgerIssue> Issues) Check(params (LedgerField Field, string? Value)[] changes)
    {
        var issues = new List<LedgerIssue>();
        return (LedgerRules.Check(Read(changes), s_frame, issues), issues);
    }

    private static SheetRow Read(params (LedgerField Field, string? Value)[] changes)
    {
        using var file = ((LedgerFileResult.Opened)LedgerFile.Open(Sample.Csv(Sample.Row("1", changes)))).File;
        return file.Rows().Single();
    }
}
