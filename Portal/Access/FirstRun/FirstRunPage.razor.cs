using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Access.Account;

namespace Portal.Access.FirstRun;

/// <summary>Creates the administrator of a portal that has no account yet. Plain HTML, as signing in is.</summary>
public sealed partial class FirstRunPage
{
    private bool _isWanted;
    private bool _isLate;
    private bool _isWrongCode;
    private bool _isBadName;
    private NewPasswordFault? _fault;

    [Inject]
    public required IStringLocalizer<FirstRunPage> Text { get; init; }

    [Inject]
    public required FirstAdministrator First { get; init; }

    /// <summary>The setup code, for whoever follows the printed address.</summary>
    [SupplyParameterFromQuery]
    public string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "first-run")]
    public Typed? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _isWanted = await First.IsWantedAsync(Http.RequestAborted);
        if (!_isWanted)
        {
            _isLate = Form is not null;
            Http.Response.StatusCode = _isLate ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound;
        }
    }

    private async Task CreateAsync()
    {
        if (!_isWanted)
        {
            return;
        }

        var name = Form?.Name?.Trim() ?? "";
        _isWrongCode = !First.IsSetupCode(Form?.SetupCode);
        _isBadName = name.Length == 0 || name.Any(char.IsControl);
        _fault = NewPasswordFault.Of(name, Form?.Next, Form?.Again);
        if (_isWrongCode || _isBadName || _fault is not null)
        {
            Http.Response.StatusCode = _isWrongCode ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
            return;
        }

        var displayName = Form!.DisplayName?.Trim() is { Length: > 0 } given ? given : name;
        if (await First.CreateAsync(name, displayName, Form.Next!, Http.RemoteAddress(), Http.RequestAborted) is not { } account)
        {
            (_isWanted, _isLate) = (false, true);
            Http.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        Navigation.NavigateTo(await Flow.ContinueAsync(Http, account, hasShownCode: false, "/"));
    }

    public sealed class Typed
    {
        public string? SetupCode { get; set; }

        public string? Name { get; set; }

        public string? DisplayName { get; set; }

        public string? Next { get; set; }

        public string? Again { get; set; }
    }
}
