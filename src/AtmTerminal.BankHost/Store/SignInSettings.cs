namespace AtmTerminal.BankHost;

/// <summary>Reads the rules of signing in out of <c>setting</c>.</summary>
internal static class SignInSettings
{
    public const string Tries = "sign_in_tries";
    public const string LockMinutes = "sign_in_lock_minutes";
    public const string IdleMinutes = "session_idle_minutes";
    public const string SessionMinutes = "session_minutes";
    public const string EnrolmentHours = "enrolment_hours";
    public const string PasswordLetters = "password_letters";
    public const string AnswerDays = "days_to_repeat_http";
    public const string SilenceMinutes = "machine_silence_minutes";

    /// <summary>All at once, since every page asks for them.</summary>
    public static SignInRules SignInRules(this Sql sql)
    {
        var settings = sql.All(
                "SELECT name, value FROM setting",
                static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))
            )
            .ToDictionary();
        return new(
            settings[Tries],
            TimeSpan.FromMinutes(settings[LockMinutes]),
            TimeSpan.FromMinutes(settings[IdleMinutes]),
            TimeSpan.FromMinutes(settings[SessionMinutes]),
            TimeSpan.FromHours(settings[EnrolmentHours]),
            (int)settings[PasswordLetters],
            TimeSpan.FromDays(settings[AnswerDays])
        );
    }
}
