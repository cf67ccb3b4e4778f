using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Ledgers;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.Ledgers.Mapping;
using Portal.Data.Ledgers.Reading;
using Portal.Data.Registry;
using Portal.Tests.Browser;
using Portal.Tests.Ledgers.Reading;

namespace Portal.Tests.Ledgers.Filings;

/// <summary>Filing over HTTP: who may, how much, what comes back, and what may be taken away again.</summary>
public sealed class FilingHttpTests : IAsyncLifetime
{
    private const string OtherEnterprise = "91159900000000010";

    private RunningPortal? _portal;
    private SignedIn? _enterprise;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string OtherCode { get; } = OtherEnterprise + CreditCode.CheckCharacter(OtherEnterprise);

    public async ValueTask InitializeAsync()
    {
        _portal = await RunningPortal.StartAsync(SeedAsync);
        _enterprise = await SignedIn.AsAsync(DemoUsers.Enterprise, _portal.Address, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _enterprise?.Dispose();
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    [Fact]
    public async Task AMonthThatHasNotBegun_IsRefusedWithTheReason_EvenWithoutCases()
    {
        var next = LedgerIntake.LedgerNow(TimeProvider.System).AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        using var answer = await SendAsync(Sample.Csv(), period: next);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("该月份尚未开始", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => _portal!.Services.GetRequiredService<LedgerIntake>().ReceiveAsync(
            Sample.Request(Sample.Csv(), new(2025, 12, 1), new(2025, 11, 30, 23, 59, 59)) with { EnterpriseCode = DemoPortal.EnterpriseCode }, null, Cancellation));
    }

    [Fact]
    public async Task AGoodLedger_IsAccepted_AndTheLastLineSaysSo()
    {
        using var answer = await SendAsync(Sample.Csv(Sample.Row("1"), Sample.Row("2")));
        var result = await ResultAsync(answer);

        Assert.Equal("Accepted", result.GetProperty("status").GetString());
        Assert.Equal(2, result.GetProperty("rows").GetInt32());
        Assert.Equal(0, result.GetProperty("rejected").GetInt32());
        Assert.False(result.GetProperty("repeat").GetBoolean());
        Assert.True(result.GetProperty("id").GetInt64() > 0);
    }

    [Fact]
    public async Task TheSameFileAgain_IsRecognised()
    {
        using var first = await SendAsync(Sample.Csv(Sample.Row("1")));
        var id = (await ResultAsync(first)).GetProperty("id").GetInt64();
        using var second = await SendAsync(Sample.Csv(Sample.Row("1")));
        var result = await ResultAsync(second);

        Assert.True(result.GetProperty("repeat").GetBoolean());
        Assert.Equal(id, result.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task ACheck_GivesTheFindings_AndWritesNothing()
    {
        using var answer = await SendAsync(Sample.Csv(Sample.Row("1", (LedgerField.Channel, "飞鸽"))), isCheck: true);
        var result = await ResultAsync(answer);

        Assert.Equal("Rejected", result.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, result.GetProperty("id").ValueKind);
        Assert.Equal("B2", result.GetProperty("issues")[0].GetProperty("cell").GetString());
        var filings = await _portal!.Services.GetRequiredService<FilingStore>()
            .ReadPageAsync(new(EnterpriseScope.Everything with { EnterpriseCode = DemoPortal.EnterpriseCode }), new(0, 10), Cancellation);
        Assert.DoesNotContain(filings.Items, item => item.Filing.Period == "2025-11");
    }

    [Fact]
    public async Task WithoutTheTokenOfThePage_NothingIsReceived()
    {
        using var answer = await SendAsync(Sample.Csv(Sample.Row("1")), token: "");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("刷新", await MessageAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuthority_FilesForNobody()
    {
        using var regulator = await SignedIn.AsAsync(DemoUsers.Regulator, _portal!.Address, Cancellation);
        // The upload page gives an authority no form; a token of another page of the same person is as good.
        var token = await regulator.TokenAsync("/filings", Cancellation);
        using var answer = await SendAsync(Sample.Csv(Sample.Row("1")), token: token, client: regulator.Client);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task MoreThanOneHundredMegabytes_AreRefusedBeforeTheyAreSent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings") { Content = new UnsentContent(LedgerFile.GreatestBytes + (2 << 20)) };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("RequestVerificationToken", await _enterprise!.TokenAsync("/filings/new", Cancellation));
        using var answer = await _enterprise.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("100 MB", await MessageAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARejectedFiling_CanBeTakenAway_OriginalMarkedAndAsAList()
    {
        var sent = Sample.Csv(Sample.Row("1", (LedgerField.Channel, "飞鸽"))).ToArray();
        using var answer = await SendAsync(new MemoryStream(sent));
        var id = (await ResultAsync(answer)).GetProperty("id").GetInt64();

        using var original = await _enterprise!.Client.GetAsync($"/filings/{id}/file", Cancellation);
        Assert.Equal(sent, await original.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("台账.csv", original.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition.DispositionType);
        Assert.Equal("nosniff", Assert.Single(original.Headers.GetValues("X-Content-Type-Options")));

        using var list = await _enterprise.Client.GetAsync($"/filings/{id}/issues.csv", Cancellation);
        var bytes = await list.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains("B2,受理渠道,飞鸽", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

        using var marked = await _enterprise.Client.GetAsync($"/filings/{id}/marked", Cancellation);
        using var workbook = new ZipArchive(await marked.Content.ReadAsStreamAsync(Cancellation));
        Assert.Contains(workbook.Entries, entry => entry.FullName.Contains("comments", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/filings/{0}/file")]
    [InlineData("/filings/{0}/marked")]
    [InlineData("/filings/{0}/issues.csv")]
    public async Task AnotherEnterprisesFiling_DoesNotExistForMe(string path)
    {
        var filings = await _portal!.Services.GetRequiredService<FilingStore>()
            .ReadPageAsync(new(EnterpriseScope.Everything with { EnterpriseCode = OtherCode }), new(0, 10), Cancellation);
        var foreign = string.Format(CultureInfo.InvariantCulture, path, Assert.Single(filings.Items).Filing.Id);
        using var mine = await _enterprise!.Client.GetAsync(foreign, Cancellation);
        using var none = await _enterprise.Client.GetAsync(string.Format(CultureInfo.InvariantCulture, path, 999_999), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, mine.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task TheOriginal_NeedsAPermitOfWhoeverSupervises()
    {
        using var answer = await SendAsync(Sample.Csv(Sample.Row("1")));
        var id = (await ResultAsync(answer)).GetProperty("id").GetInt64();
        using var regulator = await SignedIn.AsAsync(DemoUsers.Regulator, _portal!.Address, Cancellation);

        using var refused = await regulator.Client.GetAsync($"/filings/{id}/file", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("许可", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var refusedExport = await regulator.Client.GetAsync("/api/cases.xlsx?p=2025-11&personal=true", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refusedExport.StatusCode);

        await PermitAsync();

        using var original = await regulator.Client.GetAsync($"/filings/{id}/file", Cancellation);
        Assert.Equal(HttpStatusCode.OK, original.StatusCode);
        using var tooWide = await regulator.Client.GetAsync("/api/cases.xlsx?personal=true", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, tooWide.StatusCode); // other months too
        using var export = await regulator.Client.GetAsync($"/api/cases.xlsx?p=2025-11&e={DemoPortal.EnterpriseCode}&personal=true", Cancellation);
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Contains("-personal-data", export.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal(("用户1", "19900000001"), await FirstAsync(export));
        using var masked = await regulator.Client.GetAsync($"/api/cases.xlsx?p=2025-11&e={DemoPortal.EnterpriseCode}", Cancellation);
        Assert.Equal(("用**", "199****0001"), await FirstAsync(masked));

        var seen = await _portal.Services.GetRequiredService<DisclosureStore>()
            .ReadPageAsync(new(EnterpriseScope.Everything with { EnterpriseCode = DemoPortal.EnterpriseCode }), new(0, 10), Cancellation);
        Assert.Equal([(DisclosureKind.Exported, 1), (DisclosureKind.FileTaken, 1)], seen.Items.Select(item => (item.Kind, item.Complainants)));
        using var inspector = await SignedIn.AsAsync(DemoUsers.Inspector, _portal.Address, Cancellation);
        using var none = await inspector.Client.GetAsync($"/filings/{id}/file", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task TheTemplate_IsForWhoeverIsSignedIn()
    {
        using var visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(_portal!.Address) };
        using var refused = await visitor.GetAsync("/filings/template", Cancellation);
        using var template = await _enterprise!.Client.GetAsync("/filings/template", Cancellation);

        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.Equal("投诉清单台账模板.xlsx", template.Content.Headers.ContentDisposition!.FileNameStar);
        var opened = LedgerFile.Open(await template.Content.ReadAsStreamAsync(Cancellation));
        using var file = Assert.IsType<LedgerFileResult.Opened>(opened).File;
        Assert.Empty(file.Headers[0].Unmatched);
    }

    private async Task PermitAsync()
    {
        var users = _portal!.Services.GetRequiredService<UserStore>();
        var leader = new Actor(DemoUsers.Leader, "", Role.RegulatorLeader, DemoPortal.League) { UserId = (await users.ReadAsync(DemoUsers.Leader, Cancellation))!.Id };
        var permits = _portal.Services.GetRequiredService<PermitDesk>();
        var permit = new PersonalDataPermit
        {
            UserId = (await users.ReadAsync(DemoUsers.Regulator, Cancellation))!.Id,
            EnterpriseCode = DemoPortal.EnterpriseCode,
            FromMonth = "2025-11",
            ToMonth = "2025-11",
            Purpose = "年度复核抽查",
            ValidUntil = permits.Today.AddDays(1),
            GrantedBy = "",
            GrantedAtUtc = default,
        };
        Assert.Equal(PermitFault.None, await permits.GrantAsync(leader, permit, Cancellation));
    }

    private static async Task<(string Name, string Phone)> FirstAsync(HttpResponseMessage export)
    {
        using var content = new MemoryStream(await export.Content.ReadAsByteArrayAsync(Cancellation));
        using var ledger = TestFile.Opened(content);
        var row = ledger.Rows().First();
        return (row.Text(LedgerField.ComplainantName), row.Text(LedgerField.ComplainantPhone));
    }

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await DemoPortal.SeedAsync(services, cancellation);
        await services.GetRequiredService<EnterpriseStore>().AppendAsync([DemoPortal.Enterprise with { Code = OtherCode }], cancellation);
        await services.GetRequiredService<LedgerIntake>().ReceiveAsync(
            Sample.Request(Sample.Csv(Sample.Row("1"))) with { EnterpriseCode = OtherCode }, null, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(Stream file, bool isCheck = false, string? token = null, HttpClient? client = null, string period = "2025-11")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(period), "period" },
            { new StringContent(""), "mapping" },
            { new StringContent(isCheck ? "true" : "false"), "check" },
        };
        var part = new StreamContent(file);
        part.Headers.ContentDisposition = new("form-data") { Name = "file", FileNameStar = "台账.csv" };
        form.Add(part);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/filings") { Content = form };
        token ??= await _enterprise!.TokenAsync("/filings/new", Cancellation);
        if (token.Length > 0)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        return await (client ?? _enterprise!.Client).SendAsync(request, Cancellation);
    }

    private static async Task<JsonElement> ResultAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        var last = JsonDocument.Parse(text.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("result", last.GetProperty("stage").GetString());
        return last;
    }

    private static async Task<string> MessageAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("message").GetString() ?? "";

    /// <summary>A body that is announced and must never be asked for.</summary>
    private sealed class UnsentContent : HttpContent
    {
        private readonly long _length;

        public UnsentContent(long length)
        {
            _length = length;
            Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=edge");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("The body was asked for.");

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
