using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Shell;

namespace Portal.TimeLimits.Rules;

/// <summary>The form of an override: only what is filled in changes.</summary>
public sealed partial class OverrideForm
{
    private bool _isOff;
    private string? _amount;
    private List<PipeRow> _byPipe = [];
    private LimitUnit _unit;
    private string _boundary = "";
    private string _hardness = "";
    private string _order = "";
    private bool _reasonRequired;
    private string? _longest;
    private DateOnly? _from;
    private DateOnly? _to;
    private string _reason = "";

    [Inject]
    public required IStringLocalizer<OverrideForm> Text { get; init; }

    [Inject]
    public required RuleTexts Words { get; init; }

    [Parameter, EditorRequired]
    public required EffectiveRule Rule { get; set; }

    [Parameter, EditorRequired]
    public required Jurisdiction Place { get; set; }

    /// <summary>How many jurisdictions lie below it.</summary>
    [Parameter]
    public int Below { get; set; }

    /// <summary>Offered as the first day.</summary>
    [Parameter]
    public DateOnly Day { get; set; }

    [Parameter]
    public EventCallback<RuleOverride> Decide { get; set; }

    [Parameter]
    public EventCallback Cancel { get; set; }

    private RuleOverride Decision => new()
    {
        JurisdictionCode = Place.Code,
        SetCode = Rule.Source.SetCode,
        RuleId = Rule.Source.Id,
        EffectiveFrom = _from ?? Day,
        EffectiveTo = _to,
        Change = Change,
        Reason = _reason,
        DecidedBy = "",
        DecidedAtUtc = default,
    };

    private RuleChange Change => _isOff ? new() { IsOff = true } : new()
    {
        Limit = Length,
        ByPipe = _byPipe.Count > 0 && PipeRows.Read(_byPipe) is var byPipe && !byPipe.SequenceEqual(Rule.Source.ByPipe) ? byPipe : null,
        DayBoundary = AddressValue.CodeOf<DayBoundary>(_boundary),
        Hardness = AddressValue.CodeOf<Hardness>(_hardness),
        OrderLimit = AddressValue.CodeOf<OrderLimit>(_order),
        Extension = AddressValue.CodeOf<OrderLimit>(_order) is OrderLimit.Replaces && (_reasonRequired || Longest is not null)
            ? new(_reasonRequired, Longest is { } longest ? new(longest, _unit) : null, null)
            : null,
    };

    /// <summary>One length for all, where it is another than before or takes the place of lengths by diameter.</summary>
    private LimitSpan? Length =>
        _byPipe.Count == 0 && WholeNumber.Of(_amount, 0, RuleSetRules.LongestAmount) is { } amount
            && (Rule.Source.ByPipe.Count > 0 || new LimitSpan(amount, _unit) != Rule.Source.Limit)
            ? new(amount, _unit)
            : null;

    private int? Longest => WholeNumber.Of(_longest, 1, RuleSetRules.LongestAmount);

    /// <summary>The order states the length: none is asked for.</summary>
    private bool IsByOrder => Rule.Source.OrderLimit is OrderLimit.Required;

    /// <summary>A field holds what is no length: nothing of it may be lost without a word.</summary>
    private bool IsWrong => !_isOff
        && ((_byPipe.Count == 0 && WholeNumber.IsWrong(_amount, 0, RuleSetRules.LongestAmount, !IsByOrder))
            || PipeRows.AreWrong(_byPipe)
            || (_order == nameof(OrderLimit.Replaces) && WholeNumber.IsWrong(_longest, 1, RuleSetRules.LongestAmount, isRequired: false)));

    private string Question => Text[
        "Question",
        Show.Day(_from ?? Day),
        Rule.Source.Id,
        Show.Name(Place.Name, Place.NameEn),
        Below,
        string.Join(Text["Comma"], Words.Change(Change)) is { Length: > 0 } change ? change : Text["Nothing"]];

    /// <summary>The same change tried on last month's rows: nothing is decided.</summary>
    private string WhatIfAddress => QueryHelpers.AddQueryString("/rules/what-if", new Dictionary<string, string?>
    {
        [ScopeAddress.Jurisdiction] = Place.Code,
        ["set"] = Rule.Source.SetCode,
        ["rule"] = Rule.Source.Id,
        ["change"] = Change.IsEmpty ? null : Change.Write(),
    });

    protected override void OnInitialized()
    {
        _from = Day;
        _amount = IsByOrder ? "" : WholeNumber.Write(Rule.Source.Limit.Amount);
        _byPipe = PipeRows.Of(Rule.Source.ByPipe);
        _unit = Rule.Source.Limit.Unit is 0 ? LimitUnit.Hour : Rule.Source.Limit.Unit;
    }
}
