using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Access;
using Portal.Data.Registry;
using Portal.Data.TimeLimits;
using Portal.Data.TimeLimits.Versions;
using Portal.Shell;

namespace Portal.TimeLimits.Rules.Versions;

/// <summary>
/// One version while it is written, checked, approved and published. What is typed stays in the page until it is saved as
/// a whole; a save on top of somebody else's is refused and keeps what was typed.
/// </summary>
public sealed partial class VersionPage
{
    private const int GreatestFile = 1 << 20;
    private const int PageSize = 50;
    private const int MostFindings = 50;
    private const int MostProblems = 20;

    private RuleSetVersion? _version;
    private IReadOnlyList<VersionEvent> _history = [];
    private PersonNames _people = PersonNames.None;
    private RuleSet? _set;
    private HashSet<Sector> _sectors = [];
    private IReadOnlyList<RuleFinding> _findings = [];
    private RuleDraft? _draft;
    private LimitRule? _replaced;
    private (bool IsGood, string Text)? _message;
    private IReadOnlyList<string> _problems = [];
    private bool _isMissing;
    private bool _isChanged;
    private bool _isTyped;
    private int _page;
    private string _file = "";

    [Inject]
    public required RuleVersionStore Store { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required RuleTexts Rules { get; init; }

    [Inject]
    public required IStringLocalizer<VersionPage> Text { get; init; }

    [Parameter]
    public long Id { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Book"], "/rules"), new(Text["Versions"], "/rules/versions")];

    private bool IsEditable => _version?.State is VersionState.Draft;

    private bool HasFaults => _findings.Any(finding => finding.Kind is FindingKind.Fault);

    private RuleSet Current => _set! with { Sectors = [.. _sectors.Order()] };

    private int Pages => (_set!.Rules.Count + PageSize - 1) / PageSize;

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var found = await Store.ReadAsync(Id, Actor, cancellation);
            return (Found: found, People: await People.ReadAsync(found?.History.Select(line => line.ByName) ?? [], cancellation));
        },
        read => Show(read.Found, read.People));

    private void Show(VersionWithHistory? found, PersonNames people)
    {
        (_isMissing, _people) = (found is null, people);
        if (found is null)
        {
            return;
        }

        (_version, _history) = found;
        var reading = RuleSetFile.ReadDraft(found.Version.Json);
        Take(reading.Set!);
        _isChanged = false;
        Close();
    }

    private void Take(RuleSet set)
    {
        (_set, _sectors) = (set, [.. set.Sectors]);
        Check();
    }

    private void Check()
    {
        var text = RuleSetText.Write(Current);
        _findings = RuleFindings.Of(Current, RuleSetFile.ReadDraft(text).Problems);
        _page = Math.Clamp(_page, 0, Math.Max(0, Pages - 1));

        // What is on the screen as a file, saved or not: nothing typed is lost to a conflict.
        _file = "data:application/json;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private void Close() => (_draft, _isTyped) = (null, false);

    private void Change(RuleSet set)
    {
        _set = set;
        _isChanged = true;
        (_message, _problems) = (null, []);
        Check();
    }

    private void Edit(LimitRule rule) => (_draft, _replaced) = (new(rule), rule);

    private void Remove(LimitRule rule) => Change(_set! with { Rules = [.. _set.Rules.Where(other => !ReferenceEquals(other, rule))] });

    private void Add() => (_draft, _replaced) = (
        new(new()
        {
            Id = "",
            Name = new("", ""),
            Topic = LimitTopic.Respond,
            Subject = LimitSubject.Enterprise,
            Start = CaseEvent.Received,
            Stop = CaseEvent.Responded,
            Limit = new(30, LimitUnit.Minute),
            Citation = new(_version!.SetCode, "", ""),
            SetCode = _version.SetCode,
            SetVersion = _version.Version,
        }),
        null);

    private void Replace(LimitRule rule)
    {
        Change(_set! with
        {
            Rules = _replaced is null
                ? [.. _set.Rules, rule]
                : [.. _set.Rules.Select(other => ReferenceEquals(other, _replaced) ? rule : other)],
        });
        if (_replaced is null)
        {
            _page = Pages - 1;
        }

        Close();
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        _problems = [];
        if (change.File.Size > GreatestFile)
        {
            _message = (false, Text["TooLarge"]);
            return;
        }

        using var reader = new StreamReader(change.File.OpenReadStream(GreatestFile));
        var reading = RuleSetFile.Read(await reader.ReadToEndAsync());
        if (reading.Set is null)
        {
            _problems = [.. reading.Problems.Take(MostProblems).Select(Rules.ProblemOf)];
            _message = (false, Text["NotImported", reading.Problems.Count]);
            return;
        }

        Take(reading.Set with { Code = _version!.SetCode, Version = _version.Version });
        (_isChanged, _message) = (true, (true, Text["Imported", reading.Set.Rules.Count]));
    }

    private async Task SaveAsync()
    {
        var fault = await Store.SaveAsync(Id, _version!.Revision, Current, Actor, CancellationToken.None);
        if (fault is not VersionFault.None)
        {
            _message = (false, Rules.Fault(fault));
            return;
        }

        await ReadAsync();
        _message = (true, Text["Saved"]);
    }

    private async Task MoveAsync((VersionStep Step, string? Note, DateOnly? From) move)
    {
        var fault = await Store.MoveAsync(Id, _version!.Revision, move.Step, move.Note, move.From, Actor, CancellationToken.None);
        if (fault is VersionFault.None)
        {
            await ReadAsync();
        }

        _message = (fault is VersionFault.None, fault is VersionFault.None ? Text["Did_" + move.Step, Portal.Shell.Show.Day(move.From)] : Rules.Fault(fault));
    }

    private static string Value(ChangeEventArgs change) => change.Value as string ?? "";
}
