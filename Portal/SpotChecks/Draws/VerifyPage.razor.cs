using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.SpotChecks.Draws;
using Portal.SpotChecks.Campaigns;

namespace Portal.SpotChecks.Draws;

/// <summary>Holds a frame file against a draw sheet, from the two files alone.</summary>
public sealed partial class VerifyPage
{
    private const long MostBytes = 128L << 20;

    private DrawVerdict? _verdict;
    private DrawSheet? _sheet;
    private string? _problem;

    [Inject]
    public required CampaignTexts Texts { get; init; }

    [Inject]
    public required IStringLocalizer<VerifyPage> Text { get; init; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [SupplyParameterFromForm(FormName = "verify")]
    public SentFiles? Files { get; set; }

    private async Task VerifyAsync()
    {
        if (Files is not { Frame.Length: > 0, Sheet.Length: > 0 } files)
        {
            _problem = Text["BothFiles"];
            return;
        }

        var cancellation = Http?.RequestAborted ?? CancellationToken.None;
        try
        {
            using var reader = new StreamReader(files.Sheet.OpenReadStream(), Encoding.UTF8);
            _sheet = DrawSheet.Read(await reader.ReadToEndAsync(cancellation));
            await using var frame = files.Frame.OpenReadStream();
            _verdict = await DrawVerification.VerifyAsync(frame, _sheet, cancellation);
        }
        catch (InvalidDataException)
        {
            _problem = Text["SheetFaulty"];
        }
    }

    private string Difference(DrawCheckResult check) => check.Place.Length == 0
        ? Text["Difference", Or(check.Expected), Or(check.Found)]
        : Text["DifferenceAt", check.Check is DrawCheck.Shares ? Texts.Stratum(check.Place, code => code) : check.Place, Or(check.Expected), Or(check.Found)];

    private string Or(string text) => text.Length == 0 ? Text["NothingThere"] : text;

    /// <summary>The two files of the form.</summary>
    public sealed class SentFiles
    {
        public IFormFile? Frame { get; set; }

        public IFormFile? Sheet { get; set; }
    }
}
