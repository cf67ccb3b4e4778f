using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Access;
using Portal.Data.Access.Accounts;
using Portal.Shell;

namespace Portal.Access.Admin;

/// <summary>A part of the page of one account, which changes it and says what became of it.</summary>
public abstract class AccountCard : ComponentBase
{
    [Inject]
    public required IStringLocalizer<AdminWords> Terms { get; init; }

    [Inject]
    public required IStringLocalizer<Words> Words { get; init; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required ListedAccount User { get; set; }

    /// <summary>The account was changed: read it again.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected Outcome? Outcome { get; set; }

    protected bool IsOwn => User.Account.Id == Actor.UserId;

    /// <param name="done">What to say when it succeeded.</param>
    /// <returns>Whether it did.</returns>
    protected async Task<bool> ChangeAsync(Func<Task<AccountFault?>> change, string done)
    {
        Outcome = null;
        if (await change() is { } fault)
        {
            Outcome = new(Terms["Fault_" + fault], IsGood: false);
            return false;
        }

        Outcome = new(done, IsGood: true);
        await OnChanged.InvokeAsync();
        return true;
    }
}

/// <summary>What became of a change, in a sentence.</summary>
public sealed record Outcome(string Sentence, bool IsGood);
