using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>The files of a case. Always saved, never shown: a browser must not run what somebody attached.</summary>
internal static class CaseFiles
{
    public static void MapCaseFiles(this WebApplication app) =>
        app.MapGet("/cases/{terminal}/{kind}/{row:long}/{number:long}/files/{digest}", Read)
            .WithMetadata(new NeedsAttribute(Rights.Look))
            .ExcludeFromDescription();

    private static IResult Read(
        HttpContext context,
        Desk desk,
        string terminal,
        string kind,
        long row,
        long number,
        string digest
    )
    {
        var key = new CaseKey(terminal, row, kind, number);
        var (name, bytes) = desk.Read(sql =>
            sql.CaseFile(context.Me(), key)?.Attachments.FirstOrDefault(file => file.Digest == digest) is { } attachment
                ? (attachment.Name, sql.Attachment(key, digest))
                : ("", null)
        );
        return bytes is null
            ? new RazorPage<NothingHere>(StatusCodes.Status404NotFound)
            : Results.File(bytes, "application/octet-stream", name);
    }
}
