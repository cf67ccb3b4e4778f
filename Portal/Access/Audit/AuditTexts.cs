using System.Text.Json;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Shell;

namespace Portal.Access.Audit;

/// <summary>An entry in words. What a later portal wrote and this one does not know is shown as it stands.</summary>
public sealed class AuditTexts(IStringLocalizer<AuditWords> words, IStringLocalizer<Words> common)
{
    /// <summary>The kinds of objects there is a word for, in the order in which the filter offers them.</summary>
    public static IReadOnlyList<string> ObjectTypes { get; } =
    [
        "Filing", "Case", "UserAccount", "UserGrant", "UserSession", "ColumnMapping", "RuleSet", "RuleOverride", "RuleSetVersion",
        "HeatingSeason", "Rejudging", "WorkingCalendar", "SummaryReport",
        "Interest", "Recusal", "Supervisor", "PersonalDataPermit", "Warning", "WarningRule", "SavedView", "Database", "AuditEntry",
    ];

    public string Action(string action) => Word("Action_", action);

    public string Action(AuditAction action) => Action(action.ToString());

    public string ObjectType(string type) => Word("Object_", type);

    /// <summary>What it was done to, with its id.</summary>
    public string Subject(AuditEntry entry) => $"{ObjectType(entry.ObjectType)} {entry.ObjectId}".Trim();

    /// <summary>Under which role and scope.</summary>
    /// <param name="names">Of the places of the list.</param>
    public string Standing(AuditEntry entry, IReadOnlyDictionary<string, PlaceName> names)
    {
        var role = common["Role_" + entry.ActorRole] is { ResourceNotFound: false } word ? word.Value : "";
        var scope = entry.ActorScope == Actor.Everywhere ? words["Everywhere"].Value : Named(entry.ActorScope, names);
        return string.Join(" · ", new[] { role, scope }.Where(part => part.Length > 0));
    }

    /// <summary>The enterprise or jurisdiction it concerns; empty for neither.</summary>
    public static string Place(AuditEntry entry, IReadOnlyDictionary<string, PlaceName> names) =>
        Named(entry.EnterpriseCode ?? entry.JurisdictionCode ?? "", names);

    public string Damage(AuditFinding finding)
    {
        var place = finding.Through > finding.Seq
            ? words["Entries", Show.Count(finding.Seq), Show.Count(finding.Through)]
            : words["Entry", Show.Count(finding.Seq)];
        var day = finding.Day is { } known ? words["AnchorOf", Show.Day(known)].Value : "";
        return $"{place}{day}: {words["Damage_" + finding.Damage]}";
    }

    /// <summary>Names and values of the detail, in the order in which they were written.</summary>
    public IReadOnlyList<(string Name, string Value)> Details(AuditEntry entry)
    {
        try
        {
            using var json = JsonDocument.Parse(entry.Detail);
            return json.RootElement.ValueKind is JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().Select(part => (Word("Detail_", part.Name), part.Value.ToString()))]
                : [("", json.RootElement.ToString())];
        }
        catch (JsonException)
        {
            return [("", entry.Detail)];
        }
    }

    private static string Named(string code, IReadOnlyDictionary<string, PlaceName> names) =>
        names.TryGetValue(code, out var known) ? $"{Show.Name(known.Name, known.NameEn)} {code}" : code;

    private string Word(string kind, string name) => words[kind + name] is { ResourceNotFound: false } word ? word.Value : name;
}
