using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Data.Access;
using Portal.Shell;

namespace Portal.Access;

/// <summary>A signed-in page: knows who is asking before any of its own lifecycle methods runs.</summary>
public abstract class ActorPage : LivePage
{
    [CascadingParameter]
    public required Task<AuthenticationState> SignIn { get; set; }

    protected Actor Actor { get; private set; } = Actor.Nobody;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        // The view is void after an await, so it is copied first.
        parameters.SetParameterProperties(this);
        Actor = (await SignIn).User.ToActor();
        await PrepareAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Runs before every OnParametersSet, with the actor known.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;
}
