using System.Globalization;
using Portal.Data.SpotChecks.Campaigns;
using Portal.Data.SpotChecks.Questionnaires;
using Portal.Data.TimeLimits;

namespace Portal.SpotChecks.Questionnaires;

/// <summary>A questionnaire while it is being written.</summary>
/// <param name="isShipped">A shipped one is not changed: what is made of it gets a code of its own.</param>
public sealed class QuestionnaireDraft(Questionnaire from, bool isShipped)
{
    private readonly CampaignKind _kind = from.Kind;

    public string Code { get; set; } = isShipped ? from.Code + "-local" : from.Code;

    public string NameZh { get; set; } = from.Name.Zh;

    public string NameEn { get; set; } = from.Name.En;

    public string IntroZh { get; set; } = from.Intro?.Zh ?? "";

    public string IntroEn { get; set; } = from.Intro?.En ?? "";

    public string Name => new LimitText(NameZh, NameEn).In(CultureInfo.CurrentUICulture);

    public List<QuestionItem> Items { get; } = [.. from.Items];

    public Questionnaire ToQuestionnaire() => new()
    {
        Code = Code.Trim(),
        Version = 1,
        Kind = _kind,
        Name = new(NameZh.Trim(), NameEn.Trim()),
        Intro = ItemDraft.TextOf(IntroZh, IntroEn),
        Items = [.. Items],
    };
}

/// <summary>An item while it is being written.</summary>
public sealed class ItemDraft
{
    public ItemDraft()
    {
    }

    public ItemDraft(QuestionItem item)
    {
        (Code, Type, Heading, IsRequired) = (item.Code, item.Type, item.Heading, item.IsRequired);
        (TextZh, TextEn, HintZh, HintEn) = (item.Text.Zh, item.Text.En, item.Hint?.Zh ?? "", item.Hint?.En ?? "");
        (Unit, From, To) = (item.Unit ?? "", item.From, item.To);
        List = string.Join('\n', item.Choices.Concat(item.Rooms).Select(choice => $"{choice.Code} | {choice.Text.Zh} | {choice.Text.En}"));
        (ShowItem, ShowChoices) = (item.ShowIf?.Item ?? "", string.Join(' ', item.ShowIf?.Choices ?? []));
    }

    public string Code { get; set; } = "";

    public QuestionType Type { get; set; } = QuestionType.Choice;

    public QuestionHeading? Heading { get; set; }

    public bool IsRequired { get; set; }

    public string TextZh { get; set; } = "";

    public string TextEn { get; set; } = "";

    public string HintZh { get; set; } = "";

    public string HintEn { get; set; } = "";

    public string Unit { get; set; } = "";

    public decimal? From { get; set; }

    public decimal? To { get; set; }

    /// <summary>Choices or rooms, one per line: code | Chinese | English.</summary>
    public string List { get; set; } = "";

    /// <summary>The item it depends on; empty for none.</summary>
    public string ShowItem { get; set; } = "";

    /// <summary>Its choices, with spaces between.</summary>
    public string ShowChoices { get; set; } = "";

    public QuestionItem ToItem()
    {
        var list = (from line in List.Split('\n')
                    let parts = line.Split('|', StringSplitOptions.TrimEntries)
                    where parts[0].Length > 0
                    select new QuestionChoice(parts[0], new(parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? ""))).ToList();
        var isMeasured = Type is QuestionType.Scale or QuestionType.Number or QuestionType.Reading;
        return new()
        {
            Code = Code.Trim(),
            Type = Type,
            Heading = Heading,
            Text = new(TextZh.Trim(), TextEn.Trim()),
            Hint = TextOf(HintZh, HintEn),
            Choices = Type is QuestionType.Choice ? list : [],
            Rooms = Type is QuestionType.Reading ? list : [],
            IsRequired = IsRequired,
            ShowIf = ShowItem.Trim().Length == 0 ? null : new(ShowItem.Trim(), ShowChoices.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            Unit = Type is QuestionType.Number && Unit.Trim().Length > 0 ? Unit.Trim() : null,
            From = isMeasured ? From : null,
            To = isMeasured ? To : null,
        };
    }

    internal static LimitText? TextOf(string zh, string en) => zh.Trim().Length == 0 && en.Trim().Length == 0 ? null : new(zh.Trim(), en.Trim());
}
