using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Portal.Access;
using Portal.Data.Ledgers.Reading;

namespace Portal.Ledgers.Filings;

/// <summary>A ledger file as it came over HTTP (S0-45): streamed to disk, never held in memory.</summary>
internal sealed class LedgerUpload : IDisposable
{
    private const int LongestText = 200;

    public DateOnly? Period { get; private set; }

    public string? MappingName { get; private set; }

    public bool IsCheck { get; private set; }

    public string FileName { get; private set; } = "";

    public FileStream? Content { get; private set; }

    public bool IsTooLarge { get; private set; }

    public static async Task<LedgerUpload?> ReadAsync(HttpRequest request, IncomingFiles incoming, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return null;
        }

        var upload = new LedgerUpload();
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                await upload.TakeAsync(section, incoming, cancellation);
            }

            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    public void Dispose() => Content?.Dispose();

    private async Task TakeAsync(MultipartSection section, IncomingFiles incoming, CancellationToken cancellation)
    {
        if (section.GetContentDispositionHeader() is not { } disposition)
        {
            return;
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        if (name == "file" && disposition.IsFileDisposition() && Content is null)
        {
            var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
            FileName = Path.GetFileName((given ?? "").Replace('\\', '/'));
            Content = incoming.Create();
            await CopyAsync(section.Body, Content, cancellation);
            return;
        }

        var text = await ReadTextAsync(section.Body, cancellation);
        switch (name)
        {
            case "period":
                Period = PageScope.ParseMonth(text);
                break;
            case "mapping":
                MappingName = text.Length == 0 ? null : text;
                break;
            case "check":
                IsCheck = string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    private async Task CopyAsync(Stream from, FileStream to, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
        {
            if (to.Position + read > LedgerFile.GreatestBytes)
            {
                IsTooLarge = true;
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken cancellation)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[LongestText];
        var read = await reader.ReadBlockAsync(buffer, cancellation);
        return new string(buffer, 0, read).Trim();
    }
}
