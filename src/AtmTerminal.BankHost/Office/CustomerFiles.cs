namespace AtmTerminal.BankHost;

internal enum FileKind
{
    Photo,
    Signature,
}

/// <summary>A picture that the bank keeps of a customer.</summary>
internal sealed record StoredFile(string Id, FileKind Kind, string MediaType, byte[] Bytes, DateTimeOffset StoredAt);

/// <summary>Photos and signature samples of customers. Older ones stay: what a signature was compared with can be seen later.</summary>
internal static class CustomerFiles
{
    /// <summary>1 MiB.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Keeps a picture, which is the current one of its kind from now on.</summary>
    /// <returns>Its id.</returns>
    public static OfficeResult<string> Store(Sql sql, Employee who, Moment at, long home, FileKind kind, byte[] bytes)
    {
        if (who.Lacks(Rights.Accounts, sql.CustomerOf(home)?.Bank, $"customer {home}") is { } lacking)
            return lacking;
        if (bytes.Length > MostBytes)
            return new OfficeProblem(Refusal.WrongInput, "The picture is larger than 1 MiB: save it smaller.");
        if (PictureRule.MediaTypeOf(bytes) is not { } mediaType)
            return new OfficeProblem(
                Refusal.WrongInput,
                "The picture is neither PNG nor JPEG: save it as one of them."
            );
        var file = new StoredFile(Guid.CreateVersion7(at.Now).ToString("N"), kind, mediaType, bytes, at.Now);
        sql.StoreFile(home, file);
        sql.WriteAudit(who, at.Now, "picture stored", $"customer {home}", null, $"{kind} {file.Id}");
        return file.Id;
    }

    /// <summary>The current picture of a kind.</summary>
    public static OfficeResult<StoredFile> Current(Sql sql, Employee who, long home, FileKind kind)
    {
        if (who.Lacks(Rights.Look, sql.CustomerOf(home)?.Bank, $"customer {home}") is { } lacking)
            return lacking;
        return sql.NewestFile(home, kind) is { } file
            ? file
            : new OfficeProblem(Refusal.NotFound, $"Customer {home} has no {kind} yet.");
    }
}
