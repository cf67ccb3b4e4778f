using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Portal.Access;
using Portal.Data.Ledgers.Disclosures;
using Portal.Data.SpotChecks.Tasks;

namespace Portal.SpotChecks.Tasks;

/// <param name="SearchAddress">Of a map's search, with <c>{0}</c> for the address.</param>
/// <param name="MarkerAddress">Of a place on a map, with <c>{0}</c> for degrees north and <c>{1}</c> for degrees east (WGS 84).</param>
public sealed record MapSearch(string SearchAddress, string MarkerAddress)
{
    public string Of((decimal Latitude, decimal Longitude) position) => MarkerAddress
        .Replace("{0}", position.Latitude.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{1}", position.Longitude.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The place of a household, from town to door; what an address says already is not said twice.</summary>
    public string Of(string town, string? community, string address)
    {
        var place = community is null || address.StartsWith(community, StringComparison.Ordinal) ? address : community + address;
        place = place.StartsWith(town, StringComparison.Ordinal) ? place : town + place;
        return SearchAddress.Replace("{0}", Uri.EscapeDataString(place), StringComparison.Ordinal);
    }
}

/// <summary>
/// Shows one field of the complainant of a task for the contact, as the page of a case does: one at a time, counted against
/// the same limit, recorded (S2-42). The browser keeps it in the open page only.
/// </summary>
internal sealed class TaskContact(TaskStore tasks, CaseReveal reveal, MapSearch map, TaskTexts texts, IAntiforgery antiforgery)
{
    public async Task<IResult> RevealAsync(long id, string? field, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var actor = http.User.ToActor();
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.Json(new { message = texts["NoToken"] }, statusCode: StatusCodes.Status400BadRequest);
        }

        if (!Enum.TryParse<PersonalField>(field, out var asked)
            || await tasks.ReadAsync(actor, id, http.RequestAborted) is not { RowId: { } row, IsSettled: false } task)
        {
            return Results.Json(new { message = texts["NotFound"] }, statusCode: StatusCodes.Status404NotFound);
        }

        var purpose = asked is PersonalField.Address ? RevealPurpose.SiteVisit : RevealPurpose.Callback;
        var result = await reveal.RevealAsync(actor, new(row, asked, purpose, null), http.RequestAborted);
        return result switch
        {
            { Answer: RevealAnswer.Revealed, Value: { Length: > 0 } value } => Results.Json(new
            {
                value,
                href = asked switch
                {
                    PersonalField.Phone => "tel:" + string.Concat(value.Where(letter => char.IsAsciiDigit(letter) || letter == '+')),
                    PersonalField.Address => map.Of(task.Town, task.Community, value),
                    _ => null,
                },
            }),
            { Answer: RevealAnswer.Revealed } => Results.Json(new { value = Shell.Show.Missing }),
            _ => Results.Json(new { message = texts.Why(result.Answer) }, statusCode: StatusCodes.Status409Conflict),
        };
    }
}
