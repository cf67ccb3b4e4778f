using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access.Recusals;
using Portal.Data.Registry;
using Portal.Shell;

namespace Portal.Access.Recusals;

/// <summary>Own interests (利害关系): declared and ended by whoever has them; and what one has stepped aside from (S2-43).</summary>
public sealed partial class InterestsPage
{
    private const int EnterprisesOffered = 12;

    private readonly EnterpriseForm _enterprise = new();
    private readonly PersonForm _person = new();
    private Shown? _shown;
    private (bool IsGood, string Text)? _message;
    private IReadOnlyList<Enterprise> _found = [];
    private Enterprise? _chosen;

    [Inject]
    public required RecusalStore Store { get; init; }

    [Inject]
    public required Interests Declarations { get; init; }

    [Inject]
    public required EnterpriseStore Enterprises { get; init; }

    [Inject]
    public required RecusalTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<InterestsPage> Text { get; init; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    private Task ReadAsync() => LoadAsync(
        async cancellation =>
        {
            var interests = await Store.ReadInterestsAsync(Actor.UserId, cancellation);
            var recusals = await Store.ReadRecusalsAsync(Actor.UserId, cancellation);
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var code in interests.Select(interest => interest.EnterpriseCode).OfType<string>().Concat(recusals.Select(recusal => recusal.EnterpriseCode)).Distinct())
            {
                names[code] = await Enterprises.ReadByCodeAsync(code, cancellation) is { } enterprise ? NameOf(enterprise) : code;
            }

            return new Shown(interests, recusals, names);
        },
        shown => _shown = shown);

    private async Task FindAsync()
    {
        var (typed, wanted) = (_enterprise.Search, _enterprise.Search.Trim());
        IReadOnlyList<Enterprise> found = wanted.Length == 0
            ? []
            : (await Enterprises.ReadPageAsync(new(Search: wanted), EnterpriseSort.Name, new(0, EnterprisesOffered), CancellationToken.None)).Items;
        // An answer that comes after the next letter answers nothing any more.
        if (typed == _enterprise.Search)
        {
            _found = found;
            _chosen = found.FirstOrDefault(one => one.Code == wanted || NameOf(one) == wanted) ?? (found.Count == 1 ? found[0] : null);
        }
    }

    private async Task DeclareEnterpriseAsync()
    {
        if (_chosen is not { } enterprise)
        {
            _message = (false, Text["NoEnterprise"]);
            return;
        }

        var answer = await Declarations.DeclareEnterpriseAsync(Actor, enterprise.Code, _enterprise.Note, CancellationToken.None);
        if (answer is DeclarationAnswer.Declared)
        {
            (_enterprise.Search, _enterprise.Note, _found, _chosen) = ("", "", [], null);
        }

        await SayAsync(answer);
    }

    private async Task DeclarePersonAsync()
    {
        var answer = await Declarations.DeclarePersonAsync(Actor, _person.Phone, _person.Address, _person.Note, CancellationToken.None);
        if (answer is DeclarationAnswer.Declared)
        {
            (_person.Phone, _person.Address, _person.Note) = ("", "", "");
        }

        await SayAsync(answer);
    }

    private async Task EndAsync(Interest interest)
    {
        await Declarations.EndAsync(Actor, interest.Id, CancellationToken.None);
        _message = (true, Text["Ended"]);
        await ReadAsync();
    }

    private async Task SayAsync(DeclarationAnswer answer)
    {
        _message = (answer is DeclarationAnswer.Declared, Text["Answer_" + answer]);
        await ReadAsync();
    }

    /// <summary>On the clock of the ledger.</summary>
    private static string Moment(DateTime utc) => Show.MomentOf(utc);

    private static string NameOf(Enterprise enterprise) => Show.Name(enterprise.Name, enterprise.NameEn);

    private sealed record Shown(IReadOnlyList<Interest> Interests, IReadOnlyList<Recusal> Recusals, IReadOnlyDictionary<string, string> Names)
    {
        public string NameOf(string code) => Names.TryGetValue(code, out var name) ? name : code;
    }

    private sealed class EnterpriseForm
    {
        public string Search { get; set; } = "";

        public string Note { get; set; } = "";
    }

    private sealed class PersonForm
    {
        public string Phone { get; set; } = "";

        public string Address { get; set; } = "";

        public string Note { get; set; } = "";
    }
}
