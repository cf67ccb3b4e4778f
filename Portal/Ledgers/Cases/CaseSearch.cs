using Portal.Data.Access;
using Portal.Data.Ledgers.Cases;

namespace Portal.Ledgers.Cases;

/// <summary>Decides what a search text means: a case number where there is one that begins so, in any month; else words of the content.</summary>
public sealed class CaseSearch(CaseStore cases)
{
    private const int ShortestNumber = 3;

    public async Task<CaseFilter> ResolveAsync(CaseQuery query, EnterpriseScope scope, DateOnly? month, CancellationToken cancellation)
    {
        var filter = query.ToFilter(scope, month);
        if (query.Text is not { } text || !LooksLikeNumber(text))
        {
            return filter;
        }

        var byNumber = filter with { Text = null, CaseNo = text, FromMonth = null, ToMonth = null };
        return await cases.CountAsync(byNumber, cancellation) > 0 ? byNumber : filter;
    }

    private static bool LooksLikeNumber(string text) =>
        text.Length >= ShortestNumber && text.Any(char.IsAsciiDigit) && !text.Any(char.IsWhiteSpace);
}
