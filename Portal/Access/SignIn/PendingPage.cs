using Portal.Data.Access;
using Portal.Data.Access.SignIn;

namespace Portal.Access.SignIn;

/// <summary>A page between password and session. Whoever is not at its step is sent to begin anew. Plain HTML, as signing in is.</summary>
public abstract class PendingPage : SignInForm
{
    protected abstract SignInStep Step { get; }

    protected PendingSignIn? Pending { get; private set; }

    /// <summary>Null while nothing is pending.</summary>
    protected UserAccount? Account { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        if (await Flow.ReadAsync(Http, Step) is { } found)
        {
            (Pending, Account) = found;
            return;
        }

        Navigation.NavigateTo(HttpMethods.IsPost(Http.Request.Method) ? SignInProblems.AddressOf(SignInProblem.Expired) : "/sign-in");
    }
}
