namespace AtmTerminal.BankHost;

/// <summary>Statements over stored files.</summary>
internal static class FileTables
{
    public static void StoreFile(this Sql sql, long home, StoredFile file) =>
        sql.Execute(
            """
            INSERT INTO stored_file (home, id, kind, media_type, bytes, stored_at)
            VALUES (@home, @id, @kind, @type, @bytes, @at)
            """,
            ("@home", home),
            ("@id", file.Id),
            ("@kind", file.Kind.ToString()),
            ("@type", file.MediaType),
            ("@bytes", file.Bytes),
            ("@at", file.StoredAt.ToColumn())
        );

    public static StoredFile? NewestFile(this Sql sql, long home, FileKind kind) =>
        sql.First(
            """
            SELECT id, media_type, bytes, stored_at FROM stored_file WHERE home = @home AND kind = @kind
            ORDER BY stored_at DESC, id DESC
            """,
            row => new StoredFile(
                row.GetString(0),
                kind,
                row.GetString(1),
                row.GetFieldValue<byte[]>(2),
                row.Moment(3)
            ),
            ("@home", home),
            ("@kind", kind.ToString())
        );
}
