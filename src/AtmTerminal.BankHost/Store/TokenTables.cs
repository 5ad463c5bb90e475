namespace AtmTerminal.BankHost;

/// <summary>What another system of the bank signs in with, without its secret.</summary>
/// <param name="Id">Names it to people.</param>
/// <param name="Employee">Whose rights it has.</param>
internal sealed record ApiToken(
    string Id,
    string Employee,
    string Name,
    DateTimeOffset MadeAt,
    string MadeBy,
    DateTimeOffset? RevokedAt
);

/// <summary>Statements over tokens.</summary>
internal static class TokenTables
{
    public static void AddToken(this Sql sql, ApiToken token, string digest) =>
        sql.Execute(
            """
            INSERT INTO api_token (id, employee, name, digest, made_at, made_by)
            VALUES (@id, @employee, @name, @digest, @at, @by)
            """,
            ("@id", token.Id),
            ("@employee", token.Employee),
            ("@name", token.Name),
            ("@digest", digest),
            ("@at", token.MadeAt.ToColumn()),
            ("@by", token.MadeBy)
        );

    /// <returns>False: there is no such token, or it was revoked before.</returns>
    public static bool RevokeToken(this Sql sql, string employee, string id, DateTimeOffset now) =>
        sql.Execute(
            "UPDATE api_token SET revoked_at = @now WHERE id = @id AND employee = @employee AND revoked_at IS NULL",
            ("@now", now.ToColumn()),
            ("@id", id),
            ("@employee", employee)
        ) == 1;

    public static void RevokeTokensOf(this Sql sql, string employee, DateTimeOffset now) =>
        sql.Execute(
            "UPDATE api_token SET revoked_at = @now WHERE employee = @employee AND revoked_at IS NULL",
            ("@now", now.ToColumn()),
            ("@employee", employee)
        );

    /// <summary>The code of the employee behind a token that is in force.</summary>
    public static string? EmployeeOfToken(this Sql sql, string digest) =>
        sql.First(
            "SELECT employee FROM api_token WHERE digest = @digest AND revoked_at IS NULL",
            static row => row.GetString(0),
            ("@digest", digest)
        );

    /// <summary>All tokens of an employee, the newest first.</summary>
    public static List<ApiToken> TokensOf(this Sql sql, string employee) =>
        sql.All(
            """
            SELECT id, employee, name, made_at, made_by, revoked_at FROM api_token
            WHERE employee = @employee ORDER BY made_at DESC, id
            """,
            static row => new ApiToken(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.Moment(3),
                row.GetString(4),
                row.IsDBNull(5) ? null : row.Moment(5)
            ),
            ("@employee", employee)
        );
}
