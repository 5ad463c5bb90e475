namespace AtmTerminal.BankHost;

/// <summary>How the bank lets its people in; each figure is a row of <c>setting</c> that the bank can change.</summary>
/// <param name="Tries">Wrong passwords in a row, the last of which locks the person.</param>
/// <param name="LockTime">How long the person is locked then.</param>
/// <param name="IdleTime">A session in which nothing was asked for so long is over.</param>
/// <param name="SessionTime">A session is over after so long whatever happens.</param>
/// <param name="EnrolmentTime">How long an enrolment code can be used.</param>
/// <param name="PasswordLength">Fewest characters of a password.</param>
/// <param name="AnswerTime">How long the first answer to a change over HTTP is kept for repeats.</param>
internal sealed record SignInRules(
    long Tries,
    TimeSpan LockTime,
    TimeSpan IdleTime,
    TimeSpan SessionTime,
    TimeSpan EnrolmentTime,
    int PasswordLength,
    TimeSpan AnswerTime
);
