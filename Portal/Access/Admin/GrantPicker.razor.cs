using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>Offers what the actor may give; whether it may be given is decided when it is.</summary>
public sealed partial class GrantPicker
{
    private const int Offered = 20;

    private Role _role = Role.RegulatorOfficer;
    private string _scope = "";
    private string _search = "";
    private int _more;
    private IReadOnlyList<(Jurisdiction Jurisdiction, int Depth)> _tree = [];
    private IReadOnlyList<Enterprise> _enterprises = [];

    [Inject]
    public required ScopeGate Gate { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required IStringLocalizer<GrantPicker> Text { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<PickedGrant> OnPicked { get; set; }

    /// <summary>Begins the ids of its fields, which must be unique on the page.</summary>
    [Parameter]
    public string Prefix { get; set; } = "grant";

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _tree = Arrange(await Gate.ReadJurisdictionsAsync(Actor, CancellationToken.None));
            await FindAsync();
        }
    }

    /// <summary>Children follow their parents; the depth is that within what is offered.</summary>
    private static List<(Jurisdiction Jurisdiction, int Depth)> Arrange(IReadOnlyList<Jurisdiction> offered)
    {
        var codes = offered.Select(node => node.Code).ToHashSet(StringComparer.Ordinal);
        var children = offered.ToLookup(node => node.ParentCode is { } parent && codes.Contains(parent) ? parent : "");
        var arranged = new List<(Jurisdiction, int)>();
        Add("", 0);
        return arranged;

        void Add(string parent, int depth)
        {
            foreach (var node in children[parent].OrderBy(node => node.Code, StringComparer.Ordinal))
            {
                arranged.Add((node, depth));
                Add(node.Code, depth + 1);
            }
        }
    }


    private void Choose(ChangeEventArgs change)
    {
        _role = Enum.Parse<Role>((string)change.Value!);
        _scope = "";
    }

    private Task SearchAsync(ChangeEventArgs change)
    {
        _search = change.Value as string ?? "";
        _scope = "";
        return FindAsync();
    }

    private async Task FindAsync()
    {
        var found = await Enterprises.ReadPageAsync(
            new(Actor.JurisdictionCode, Search: _search), EnterpriseSort.Name, new(0, Offered), CancellationToken.None);
        _enterprises = found.Items;
        _more = found.Total - found.Items.Count;
        _scope = _search.Length > 0 && found.Items is [var only] ? only.Code : "";
    }

    private async Task AddAsync()
    {
        var (name, nameEn) = _enterprises.FirstOrDefault(item => item.Code == _scope) is { } enterprise ? (enterprise.Name, enterprise.NameEn)
            : _tree.FirstOrDefault(item => item.Jurisdiction.Code == _scope).Jurisdiction is { } jurisdiction ? (jurisdiction.Name, jurisdiction.NameEn)
            : ("", "");
        await OnPicked.InvokeAsync(new(_role, _scope, name, nameEn));
        _scope = "";
    }
}
