using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Views;

namespace Portal.Access.Views;

/// <summary>Keeps the address of a page under a name of the user's choice, and opens it again. A view holds no rights.</summary>
public sealed partial class SavedViews
{
    private IReadOnlyList<SavedView>? _views;
    private Actor? _readFor;
    private string _name = "";
    private string _newName = "";
    private long? _renaming;
    private SavedViewFault _fault;
    private string? _done;

    [Inject]
    public required SavedViewStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<SavedViews> Text { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    private string Page => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private IReadOnlyList<SavedView> Own => [.. (_views ?? []).Where(view => view.Page == Page)];

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _readFor != Actor)
        {
            _readFor = Actor;
            _views = await Store.ReadAsync(Actor, CancellationToken.None);
        }
    }

    private void AskName(SavedView view) => (_renaming, _newName) = (view.Id, view.Name);

    private async Task SaveAsync()
    {
        var query = Navigation.Uri.Split('#')[0].Split('?', 2) is [_, var asked] ? asked : "";
        var name = _name;
        await DoAsync(Store.SaveAsync(Actor, name, Page, query, CancellationToken.None), Text["DidSave", name.Trim()]);
        _name = _fault is SavedViewFault.None ? "" : name;
    }

    private async Task RenameAsync(SavedView view)
    {
        await DoAsync(Store.RenameAsync(Actor, view.Id, _newName, CancellationToken.None), Text["DidRename", _newName.Trim()]);
        _renaming = _fault is SavedViewFault.None ? null : _renaming;
    }

    private Task DeleteAsync(SavedView view) =>
        DoAsync(Store.DeleteAsync(Actor, view.Id, CancellationToken.None), Text["DidDelete", view.Name]);

    private Task StartAsync(SavedView view) => DoAsync(
        Store.StartAtAsync(Actor, view.IsStart ? null : view.Id, CancellationToken.None),
        view.IsStart ? Text["DidNotStart"] : Text["DidStart", view.Name]);

    private async Task DoAsync(Task<SavedViewFault> change, string done)
    {
        _fault = await change;
        _done = _fault is SavedViewFault.None ? done : null;
        _views = await Store.ReadAsync(Actor, CancellationToken.None);
    }
}
