using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.TimeLimits;
using Portal.Shell;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Questionnaires;

/// <summary>One version of a questionnaire, and writing the next.</summary>
public sealed partial class QuestionnairePage
{
    private const int GreatestBytes = 1 << 20;

    private Questionnaire? _shown;
    private QuestionnaireDraft? _draft;
    private ItemDraft? _item;
    private int? _place;
    private IReadOnlyList<DataFileProblem> _problems = [];
    private (string Text, bool IsGood)? _message;
    private bool _isMissing;
    private bool _isBusy;

    [Inject]
    public required QuestionnaireStore Store { get; init; }

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<QuestionnairePage> Text { get; init; }

    [SupplyParameterFromQuery(Name = "code")]
    public string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "version")]
    public string? VersionInAddress { get; set; }

    private IReadOnlyList<Crumb> Crumbs => [new(Text["Questionnaires"], "/spot-checks/questionnaires")];

    private bool MayEdit => Actor.May(Operation.ManageCampaigns);

    private string FileAddress => "data:application/json;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(QuestionnaireText.Write(_shown!)));

    protected override Task OnParametersSetAsync() => LoadAsync(
        async cancellation =>
        {
            var list = await Store.ReadListAsync(Actor, cancellation);
            return list.FirstOrDefault(entry => entry.Questionnaire.Code == Code && entry.Questionnaire.Version.ToString(CultureInfo.InvariantCulture) == VersionInAddress);
        },
        entry => (_shown, _draft, _isMissing, _isBusy) = (entry?.Questionnaire, entry is null ? null : new(entry.Questionnaire, isShipped: entry.JurisdictionCode is null), entry is null, false));

    private static string Answers(QuestionItem item) => item.Type switch
    {
        QuestionType.Choice => "· " + string.Join(" / ", item.Choices.Select(choice => choice.Text.In(CultureInfo.CurrentUICulture))),
        QuestionType.Reading => "· " + string.Join(" / ", item.Rooms.Select(room => room.Text.In(CultureInfo.CurrentUICulture))),
        QuestionType.Scale => string.Create(CultureInfo.InvariantCulture, $"· {item.From}–{item.To}"),
        QuestionType.Number => "· " + item.Unit,
        _ => "",
    };

    private void Edit(int index) => (_item, _place) = (new(_draft!.Items[index]), index);

    private void Add() => (_item, _place) = (new(), null);

    private void PutItem(QuestionItem item)
    {
        if (_place is { } place)
        {
            _draft!.Items[place] = item;
        }
        else
        {
            _draft!.Items.Add(item);
        }

        _item = null;
        Judge();
    }

    private void Move(int index, int by)
    {
        (_draft!.Items[index], _draft.Items[index + by]) = (_draft.Items[index + by], _draft.Items[index]);
        Judge();
    }

    private void Remove(int index)
    {
        _draft!.Items.RemoveAt(index);
        Judge();
    }

    /// <summary>Says at once what would be refused.</summary>
    private void Judge() => _problems = QuestionnaireFile.Read(QuestionnaireText.Write(_draft!.ToQuestionnaire())).Problems;

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        if (change.File.Size > GreatestBytes)
        {
            _message = (Text["TooLarge"], false);
            return;
        }

        using var reader = new StreamReader(change.File.OpenReadStream(GreatestBytes));
        var reading = QuestionnaireFile.Read(await reader.ReadToEndAsync());
        _problems = reading.Problems;
        if (reading.Questionnaire is { } read)
        {
            _draft = new(read with { Kind = _shown!.Kind }, isShipped: false);
            _message = (Text["Imported", read.Items.Count], true);
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        var saving = await Store.SaveAsync(_draft!.ToQuestionnaire(), Actor, CancellationToken.None);

        // Busy until the saved version is shown: the second of two clicks comes after the first has saved, and would save another.
        (_isBusy, _problems) = (saving.Questionnaire is not null, saving.Problems);
        if (saving.Questionnaire is { } saved)
        {
            _message = (Text["Saved", saved.Version], true);
            Navigation.NavigateTo($"/spot-checks/questionnaires/edit?code={saved.Code}&version={saved.Version}");
        }
        else
        {
            _message = saving.IsAllowed ? (Text["NotSaved"], false) : (Text["NotAllowed"], false);
        }
    }
}
