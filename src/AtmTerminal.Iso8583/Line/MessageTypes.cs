namespace AtmTerminal.Iso8583;

/// <summary>The message types of the line. A repeat differs from the first sending only in its last digit, 1 for 0.</summary>
public static class MessageTypes
{
    public const int AuthorizationRequest = 100;
    public const int AuthorizationAnswer = 110;
    public const int CompletionAdvice = 220;
    public const int CompletionRepeat = 221;
    public const int CompletionAnswer = 230;
    public const int ReversalAdvice = 420;
    public const int ReversalRepeat = 421;
    public const int ReversalAnswer = 430;
    public const int Totals = 520;
    public const int TotalsRepeat = 521;
    public const int TotalsAnswer = 530;
    public const int Notice = 620;
    public const int NoticeRepeat = 621;
    public const int NoticeAnswer = 630;
    public const int NetworkRequest = 800;
    public const int NetworkAnswer = 810;
}
