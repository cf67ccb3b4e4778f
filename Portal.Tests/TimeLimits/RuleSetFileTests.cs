using Portal.Data.Registry;
using Portal.Data.TimeLimits;

namespace Portal.Tests.TimeLimits;

public sealed class RuleSetFileTests
{
    private const string Rule = """
        {
          "id": "X-01", "name": { "zh": "反馈", "en": "Feedback" }, "topic": "Feedback", "subject": "Enterprise",
          "start": "Received", "stop": "FedBack", "amount": 48, "unit": "Hour",
          "citation": { "source": "X", "clause": "1", "quote": "…" }
        }
        """;

    [Fact]
    public void Read_SoundFile_GivesTheSet()
    {
        var reading = RuleSetFile.Read(Set(Rule));

        Assert.Empty(reading.Problems);
        var rule = Assert.Single(reading.Set!.Rules);
        Assert.Equal(("X", 1, "X-01", new LimitSpan(48, LimitUnit.Hour)), (rule.SetCode, rule.SetVersion, rule.Id, rule.Limit));
    }

    [Theory]
    [InlineData("\"Feedback\", \"subject\"", "\"Feedbak\", \"subject\"", "X-01, topic: \"Feedbak\" is not one of Register,")]
    [InlineData("\"unit\": \"Hour\"", "\"unit\": \"2\"", "X-01, unit: \"2\" is not one of Minute, Hour, NaturalDay, WorkingDay.")]
    [InlineData("\"amount\": 48", "\"amount\": \"48\"", "X-01, amount: must be a whole number.")]
    [InlineData("\"amount\": 48", "\"amount\": 1.5", "X-01, amount: must be a whole number.")]
    [InlineData("\"amount\": 48,", "", "X-01, amount: is missing.")]
    [InlineData("\"amount\": 48", "\"amount\": 0", "X-01, amount: must be 1 or more;")]
    [InlineData("\"amount\": 48", "\"amount\": -1", "X-01, amount: must be 1 or more;")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"dayBoundary\": \"EndOfDay\"", "X-01, dayBoundary: EndOfDay needs a limit in days.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"hardnes\": \"Soft\"", "X-01, hardnes: is not known here; known are amount,")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"localDefault\": \"yes\"", "X-01, localDefault: must be true or false.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"effectiveFrom\": \"2024-13-01\"", "X-01, effectiveFrom: must be a date as yyyy-MM-dd, not \"2024-13-01\".")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"effectiveFrom\": \"2024-02-01\", \"effectiveTo\": \"2024-01-01\"", "X-01, effectiveTo: lies before effectiveFrom.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"extension\": { \"reasonRequired\": true }", "X-01, extension: has an effect only where orderLimit is Replaces.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appointment\": { \"within\": { \"amount\": 1, \"unit\": \"Hour\" } }", "X-01, appointment.within: needs agreedBy:")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"channels\": [\"Phone\"] }", "X-01, appliesWhen.channels: \"Phone\" is not one of Call,")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"channels\": [] }", "X-01, appliesWhen.channels: must be a list of texts with at least one entry;")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"season\": { \"from\": \"10-15\", \"to\": \"02-30\" } }", "X-01, appliesWhen.season.to: must be a day of the year as MM-dd.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"pipe\": { \"above\": 600, \"to\": 600 } }", "X-01, appliesWhen.pipe: holds no diameter.")]
    [InlineData("\"amount\": 48", "\"amount\": 48, \"appliesWhen\": { \"pipe\": { \"above\": 600, \"from\": 601 } }", "X-01, appliesWhen.pipe.above: excludes \"from\": give one of them.")]
    [InlineData("\"start\": \"Received\"", "\"start\": \"Closed\"", "X-01, stop: FedBack does not come after the start, Closed, in the order of events.")]
    [InlineData("\"start\": \"Received\"", "\"start\": \"SupplyStopped\"", "X-01, start: SupplyStopped is no event of the record LedgerRow; it has Received,")]
    [InlineData("\"amount\": 48", "\"record\": \"Outage\", \"amount\": 48", "X-01, start: Received is no event of the record Outage; it has Announced,")]
    [InlineData("\"amount\": 48", "\"direction\": \"Before\", \"amount\": 48", "X-01, stop: FedBack does not come before the start, Received, in the order of events.")]
    [InlineData("\"amount\": 48", "\"direction\": \"NotBefore\", \"orderLimit\": \"Replaces\", \"amount\": 48", "X-01, direction: is Within where an order,")]
    [InlineData("\"amount\": 48", "\"orStop\": [\"Held\"], \"amount\": 48", "X-01, orStop: Held is not another event of the record LedgerRow.")]
    [InlineData("\"amount\": 48, \"unit\": \"Hour\"", "\"byPipe\": [{ \"pipe\": { \"to\": 600 }, \"amount\": 24, \"unit\": \"Hour\" }, { \"pipe\": { \"from\": 600 }, \"amount\": 48, \"unit\": \"Hour\" }]", "X-01, byPipe: gives two limits for one diameter.")]
    [InlineData("\"quote\": \"…\"", "\"quote\": \"\"", "X-01, citation.quote: must be a text that is not empty.")]
    [InlineData("\"en\": \"Feedback\"", "\"de\": \"Rückmeldung\"", "X-01, name.en: is missing.")]
    [InlineData("\"id\": \"X-01\",", "", "rule 1, id: is missing.")]
    public void Read_FaultyRule_NamesTheRuleAndTheProperty(string sound, string faulty, string problem)
    {
        var broken = Rule.Replace(sound, faulty, StringComparison.Ordinal);
        Assert.NotEqual(Rule, broken);

        var reading = RuleSetFile.Read(Set(broken));

        Assert.Null(reading.Set);
        Assert.Contains(reading.Problems, fault => fault.ToString().StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "rule set: The file must hold one JSON object.")]
    [InlineData("{\n\"code\": ", "rule set: The file is not JSON (line 2).")]
    [InlineData("{ \"code\": \"X\" }", "rule set, version: is missing.")]
    [InlineData("{ \"code\": \"X\" }", "rule set, rules: must be a list of objects.")]
    public void Read_FileThatIsNoRuleSet_IsRefused(string json, string problem) =>
        Assert.Contains(problem, RuleSetFile.Read(json).Problems.Select(fault => fault.ToString()));

    [Fact]
    public void Read_SeveralFaults_AreAllReported()
    {
        var broken = Rule.Replace("48", "\"48\"", StringComparison.Ordinal).Replace("Received", "Recieved", StringComparison.Ordinal);

        Assert.Equal(["amount", "start"], RuleSetFile.Read(Set(broken)).Problems.Select(fault => fault.Property).Order());
    }

    /// <summary>What the form of the file tells must not hide what the rules tell; and what stands in for the unread is not judged.</summary>
    [Fact]
    public void Read_FaultsOfFormAndOfSense_AreReportedTogether()
    {
        string Named(string id, string from, string to) => Rule.Replace("X-01", id, StringComparison.Ordinal).Replace(from, to, StringComparison.Ordinal);

        var problems = RuleSetFile.Read(Set(
            Named("X-01", "48,", "48, \"appliesWhen\": { \"sectors\": [] },"),
            Named("X-02", "48", "-5"),
            Named("X-03", "48,", "48, \"topc\": 1, \"effectiveFrom\": \"2025-01-01\", \"effectiveTo\": \"2024-01-01\","),
            Named("X-04", "FedBack", "FedBak"),
            Named("X-05", "\"Enterprise\"", "\"Unit\""),
            Named("X-06", "\"Enterprise\"", "\"Unit\""))).Problems;

        Assert.Equal(
            ["X-01, appliesWhen.sectors", "X-02, amount", "X-03, effectiveTo", "X-03, topc", "X-04, stop", "X-06, appliesWhen"],
            problems.Select(problem => $"{problem.Entry}, {problem.Property}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("X 01")]
    [InlineData("X|01")]
    [InlineData("-1")]
    public void Read_AnIdOfOtherThanLettersDigitsPointsAndHyphens_IsRefused(string id) => Assert.Contains(
        RuleSetFile.Read(Set(Rule.Replace("X-01", id, StringComparison.Ordinal))).Problems,
        problem => problem.Property == "id" && problem.Text.StartsWith("must be of letters", StringComparison.Ordinal));

    [Fact]
    public void Read_SameIdTwice_IsRefused() =>
        Assert.Contains("X-01, id: is used by more than one rule at a time.", RuleSetFile.Read(Set(Rule, Rule)).Problems.Select(fault => fault.ToString()));

    [Fact]
    public void Read_TwoLimitsForOneCase_AreRefused()
    {
        var other = Rule.Replace("X-01", "X-02", StringComparison.Ordinal).Replace("48", "24", StringComparison.Ordinal);

        Assert.Equal("X-02, appliesWhen: fits cases that X-01 fits too; narrow one of them.", Assert.Single(RuleSetFile.Read(Set(Rule, other)).Problems).ToString());
    }

    [Fact]
    public void Read_ARuleThatFollowsAnotherInTime_IsNoContradiction()
    {
        var until = Rule.Replace("48", "48, \"effectiveTo\": \"2024-12-31\"", StringComparison.Ordinal);
        var from = Rule.Replace("48", "24, \"effectiveFrom\": \"2025-01-01\"", StringComparison.Ordinal);

        Assert.Empty(RuleSetFile.Read(Set(until, from)).Problems);
    }

    /// <summary>One limit of each kind that the sources S1…S4 state and S0 does not.</summary>
    [Fact]
    public void Read_LimitsOfTheOtherSources_FitTheForm()
    {
        var reading = RuleSetFile.Read(Set(
            Other("S1-37", "OnSite", "Received", "Arrived", "1", "Hour", """ "appliesWhen": { "sectors": ["Heat"], "urgencies": ["Emergency"], "season": { "from": "10-15", "to": "04-15" } } """),
            Other("S1-38", "Feedback", "Repaired", "FedBack", "2", "Hour", """ "appliesWhen": { "sectors": ["Heat"], "ownerships": ["企业"] } """),
            Other("S1-39", "CallBack", "FedBack", "CalledBack", "24", "Hour", """ "appliesWhen": { "sectors": ["Heat"] } """),
            Other("S2-12", "OnSite", "Accepted", "Arrived", "1", "Hour", """ "appointment": { "agreedBy": "Responded", "within": { "amount": 1, "unit": "Hour" } } """),
            Other("S2-23", "Close", "Dispatched", "Closed", "24", "Hour", """ "orderLimit": "Replaces", "extension": { "reasonRequired": true, "longest": { "amount": 5, "unit": "NaturalDay" }, "approver": "热线中心" }, "appliesWhen": { "exceptChannels": ["Hotline12345"] } """),
            """{ "id": "S2-25", "name": { "zh": "平台工单", "en": "Platform order" }, "topic": "Close", "subject": "Unit", "start": "Dispatched", "stop": "Closed", "orderLimit": "Required", "appliesWhen": { "channels": ["Hotline12345"] }, "citation": { "source": "S2", "clause": "S2-25", "quote": "工单规定时限内办结" } }""",
            Other("S2-31a", "Repair", "RepairStarted", "Repaired", "24", "Hour", """ "appliesWhen": { "sectors": ["Water", "Drainage"], "pipe": { "to": 600 } } """),
            Other("S2-31b", "Repair", "RepairStarted", "Repaired", "48", "Hour", """ "appliesWhen": { "sectors": ["Water", "Drainage"], "pipe": { "above": 600 } } """),
            Other("S3-07", "Close", "Received", "Closed", "7", "WorkingDay", """ "dayBoundary": "EndOfDay", "appliesWhen": { "requestClasses": ["Complaint"], "validOnly": true } """),
            Other("S3-08", "Reply", "Received", "FedBack", "0", "NaturalDay", """ "dayBoundary": "EndOfDay", "appliesWhen": { "requestClasses": ["Consultation"] } """),
            Other("S4-39", "Reply", "Received", "RepliedInWriting", "3", "NaturalDay", """ "subject": "Authority", "appliesWhen": { "grades": ["Ordinary"] } """),
            Other("S4-40", "Reply", "Received", "RepliedInWriting", "7", "NaturalDay", """ "subject": "Authority", "appliesWhen": { "grades": ["Complex", "Difficult"] } """)));

        Assert.Empty(reading.Problems);
        var rules = reading.Set!.Rules.ToDictionary(rule => rule.Id);
        Assert.Equal([Sector.Water, Sector.Drainage], rules["S2-31a"].AppliesWhen.Sectors);
        Assert.Equal(new PipeRange(600, true, null, false), rules["S2-31b"].AppliesWhen.Pipe);
        Assert.Equal(new Season(10, 15, 4, 15), rules["S1-37"].AppliesWhen.Season);
        Assert.Equal(new ExtensionPolicy(true, new(5, LimitUnit.NaturalDay), "热线中心"), rules["S2-23"].Extension);
        Assert.Equal(new AppointmentPolicy(CaseEvent.Responded, new(1, LimitUnit.Hour)), rules["S2-12"].Appointment);
        Assert.Equal(OrderLimit.Required, rules["S2-25"].OrderLimit);
    }

    [Theory]
    [InlineData(600, 24)]
    [InlineData(601, 48)]
    public void PipeLimits_MeetWithoutAGap(int diameter, int hours)
    {
        var rules = RuleSetFile.Read(Set(
            Other("a", "Repair", "RepairStarted", "Repaired", "24", "Hour", """ "appliesWhen": { "pipe": { "to": 600 } } """),
            Other("b", "Repair", "RepairStarted", "Repaired", "48", "Hour", """ "appliesWhen": { "pipe": { "above": 600 } } """))).Set!.Rules;

        var receipts = TimeLimitRules.Judge(rules, new SampleCase { PipeDiameter = diameter }.Facts(), CalendarFile.Shipped, new(2024, 11, 4, 9, 0, 0));

        Assert.Equal([hours], receipts.Where(receipt => receipt.Verdict is not Verdict.NotApplicable).Select(receipt => receipt.Rule.Limit.Amount));
    }

    [Theory]
    [InlineData("2024-10-14", false)]
    [InlineData("2024-10-15", true)]
    [InlineData("2025-01-01", true)]
    [InlineData("2025-04-15", true)]
    [InlineData("2025-04-16", false)]
    public void HeatingSeason_RunsOverNewYear(string day, bool expected) =>
        Assert.Equal(expected, new Season(10, 15, 4, 15).Contains(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    private static string Set(params string[] rules) => $$"""
        {
          "code": "X", "version": 1, "name": { "zh": "样例", "en": "Sample" }, "source": { "zh": "样例", "en": "Sample" },
          "rules": [ {{string.Join(", ", rules)}} ]
        }
        """;

    private static string Other(string id, string topic, string start, string stop, string amount, string unit, string more) => $$"""
        {
          "id": "{{id}}", "name": { "zh": "样例", "en": "Sample" }, "topic": "{{topic}}", "start": "{{start}}", "stop": "{{stop}}",
          "amount": {{amount}}, "unit": "{{unit}}",{{(more.Contains("\"subject\"", StringComparison.Ordinal) ? "" : "\"subject\": \"Enterprise\",")}}
          {{more}}, "citation": { "source": "{{id[..1]}}", "clause": "{{id}}", "quote": "…" }
        }
        """;
}
