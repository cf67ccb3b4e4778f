using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Data.Access;
using Portal.Data.Access.Audit;
using Portal.Data.Storage;

namespace Portal.Access.Audit;

/// <summary>A page of the audit log, as the address asks for it.</summary>
public abstract class AuditListPage : ListPage
{
    [Inject]
    public required AuditStore Store { get; init; }

    [Inject]
    public required PlaceNameStore Places { get; init; }

    [Inject]
    public required AuditTexts Audit { get; init; }

    // Listened to, so that every change of the address reaches the page; read with all the others by AuditQuery.
    [SupplyParameterFromQuery(Name = "user")]
    public string? UserInAddress { get; set; }

    protected AuditQuery Query { get; private set; } = new();

    /// <summary>Null until read.</summary>
    protected Page<AuditEntry>? Found { get; private set; }

    protected IReadOnlyDictionary<string, PlaceName> Names { get; private set; } = new Dictionary<string, PlaceName>();

    /// <summary>The address of the page, without a slash at the beginning.</summary>
    protected abstract string Own { get; }

    protected abstract bool OnlySignIns { get; }

    /// <summary>The export of what is shown.</summary>
    protected string ExportAddress
    {
        get
        {
            var question = Navigation.Uri.IndexOf('?', StringComparison.Ordinal);
            return (OnlySignIns ? AuditExport.SignInPath : AuditExport.Path) + (question < 0 ? "" : Navigation.Uri[question..].Split('#')[0]);
        }
    }

    protected override Task OnParametersSetAsync()
    {
        // The address may already be another page's while this one is still here.
        if (Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0] != Own)
        {
            return Task.CompletedTask;
        }

        Query = AuditQuery.Read(Navigation.Uri);
        return LoadAsync(
            async cancellation =>
            {
                var page = await Store.ReadPageAsync(Query.ToFilter(Actor, OnlySignIns), new((Query.Page - 1) * PageSize, PageSize), cancellation);
                var codes = page.Items.SelectMany(entry => new[] { entry.ActorScope, entry.EnterpriseCode, entry.JurisdictionCode });
                return (Page: page, Names: await Places.ReadAsync(codes, cancellation));
            },
            found => (Found, Names) = found);
    }

    protected static string DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
