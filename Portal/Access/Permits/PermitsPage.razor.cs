using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Permits;
using Portal.Data.Registry;
using Portal.Data.Storage;
using Portal.Shell;

namespace Portal.Access.Permits;

/// <summary>Permits to take complainants away in clear: granted and ended by the leader of a bureau, for others (S2-42).</summary>
public sealed partial class PermitsPage
{
    private const int PageSize = 50;
    private const int DaysOffered = 30;
    private const int MonthsBack = 36;
    private const int MonthsAhead = PermitRules.MostDays / 30;

    private readonly Form _form = new();
    private Shown? _shown;
    private (bool IsGood, string Text)? _message;
    private bool _isBusy;

    [Inject]
    public required PermitDesk Permits { get; init; }

    [Inject]
    public required PermitStore Store { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required IStringLocalizer<PermitsPage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private int Number => AddressValue.PageOf(PageNumber);

    /// <summary>Ledger months, newest first; also those that will be filed while a permit of today is valid.</summary>
    private IEnumerable<string> Months => Enumerable.Range(-MonthsAhead, MonthsAhead + MonthsBack).Select(back => Show.Month(Permits.Today.AddMonths(-back)));

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var own = Actor.JurisdictionCode ?? "";
            var page = await Store.ReadPageAsync(own, new((Number - 1) * PageSize, PageSize), cancellation);
            return new Shown(
                await Permits.ReadUsersAsync(Actor, cancellation),
                await Gate.ReadJurisdictionsAsync(Actor, cancellation),
                (await Enterprises.ReadPageAsync(new(own), EnterpriseSort.Name, new(0, PageRequest.Largest), cancellation)).Items,
                page,
                await People.ReadAsync(page.Items.SelectMany(permit => new[] { permit.GrantedBy, permit.EndedBy }).OfType<string>(), cancellation));
        },
        shown =>
        {
            _shown = shown;
            _form.Scope = _form.Scope is { Length: > 0 } chosen ? chosen : shown.Jurisdictions.Select(jurisdiction => jurisdiction.Code).FirstOrDefault() ?? "";
            _form.ValidUntil ??= Permits.Today.AddDays(DaysOffered);
            if (_form.FromMonth.Length == 0)
            {
                _form.FromMonth = _form.ToMonth = Show.Month(Permits.Today.AddMonths(-1));
            }
        });

    /// <summary>The last month is never before the first.</summary>
    private void KeepOrder()
    {
        if (string.CompareOrdinal(_form.ToMonth, _form.FromMonth) < 0)
        {
            _form.ToMonth = _form.FromMonth;
        }
    }

    private async Task GrantAsync()
    {
        // A second click while the first is answered asks for nothing new.
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await GrantOnceAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task GrantOnceAsync()
    {
        var isJurisdiction = _shown!.Jurisdictions.Any(jurisdiction => jurisdiction.Code == _form.Scope);
        var permit = new PersonalDataPermit
        {
            UserId = long.TryParse(_form.User, CultureInfo.InvariantCulture, out var user) ? user : 0,
            JurisdictionCode = isJurisdiction ? _form.Scope : null,
            EnterpriseCode = isJurisdiction ? null : _form.Scope,
            FromMonth = _form.FromMonth,
            ToMonth = _form.ToMonth,
            Purpose = _form.Purpose,
            ValidUntil = _form.ValidUntil ?? default,
            GrantedBy = "",
            GrantedAtUtc = default,
        };
        var fault = await Permits.GrantAsync(Actor, permit, CancellationToken.None);
        _message = (fault is PermitFault.None, Text["Fault_" + fault, PermitRules.MostDays]);
        if (fault is PermitFault.None)
        {
            _form.User = _form.Purpose = "";
        }

        await ReadAsync();
    }

    private async Task EndAsync(PersonalDataPermit permit)
    {
        if (await Permits.EndAsync(Actor, permit.Id, CancellationToken.None))
        {
            _message = (true, Text["Ended"]);
        }

        await ReadAsync();
    }

    private sealed record Shown(
        IReadOnlyList<PermitUser> Users, IReadOnlyList<Jurisdiction> Jurisdictions, IReadOnlyList<Enterprise> Enterprises, Page<PersonalDataPermit> Page,
        PersonNames People);

    private sealed class Form
    {
        public string User { get; set; } = "";

        public string Scope { get; set; } = "";

        public string FromMonth { get; set; } = "";

        public string ToMonth { get; set; } = "";

        public DateOnly? ValidUntil { get; set; }

        public string Purpose { get; set; } = "";
    }
}
