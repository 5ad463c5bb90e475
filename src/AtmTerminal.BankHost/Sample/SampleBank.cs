using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Security;

namespace AtmTerminal.BankHost;

/// <summary>A card to try the terminal with. Not a real one: its PIN is known to everybody.</summary>
/// <param name="Holder">Name of the customer.</param>
/// <param name="Bank">Name of the bank that issued it.</param>
/// <param name="Track">What its stripe says.</param>
/// <param name="Pin">Four digits.</param>
/// <param name="OpeningBalance">What its account begins with.</param>
/// <param name="Purpose">One sentence: what happens with this card.</param>
public sealed record SampleCard(
    string Holder,
    string Bank,
    Track2 Track,
    string Pin,
    Money OpeningBalance,
    string Purpose
)
{
    internal string BankCode { get; init; } = "";

    internal CardState State { get; init; } = CardState.Active;
}

/// <summary>
/// Two banks, their branches, their machines and cards for every situation a cardholder can be in. Keys included: they are
/// printed here, so they protect nothing and are for the Lab and for tests alone.
/// </summary>
public sealed record SampleBank
{
    /// <summary>Code of the bank that services the machine; DE 32 of its messages.</summary>
    public const string OwnBankCode = "100001";

    /// <summary>Code of the other bank, whose cards pay a commission at the machine.</summary>
    public const string ForeignBankCode = "200002";

    /// <summary>The first digits of the own bank's cards. A test range that no scheme gives to a bank.</summary>
    public const string OwnPrefix = "999910";

    /// <summary>The first digits of the other bank's cards.</summary>
    public const string ForeignPrefix = "999920";

    internal const string OwnBankName = "National Savings Bank";
    internal const string ForeignBankName = "Dnipro Mekong Bank";

    private const string FarAway = "4912";
    private const string LongAgo = "1912";
    private static readonly byte[] BaseKeyBytes = Convert.FromHexString("0F1E2D3C4B5A69788796A5B4C3D2E1F0");
    private static readonly byte[] VerificationKeyBytes = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

    private static readonly byte[] TdesBaseKeyBytes = Convert.FromHexString("23456789ABCDEF01FEDCBA9876543210");

    // The last 21 bits of a TDES serial number count; what stands before them names the machine's key.
    private static readonly byte[] FirstTdesSerial = Convert.FromHexString("FFFF0123456789A00000");

    /// <param name="terminalId">Eight characters, as the terminal's configuration names it.</param>
    /// <param name="keys">Under which scheme the machine's keys are made. Chosen before the first start.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public SampleBank(string terminalId = "ATM00001", DukptKind keys = DukptKind.Aes)
        : this([terminalId], keys) { }

    /// <param name="terminalIds">The machines of the bank, each eight characters; this object stands for the first of them.</param>
    /// <param name="keys">Under which scheme the machines' keys are made. Chosen before the first start.</param>
    /// <exception cref="ArgumentException">None is named, one twice, or one has another length.</exception>
    public SampleBank(IReadOnlyList<string> terminalIds, DukptKind keys = DukptKind.Aes)
    {
        if (terminalIds.Count == 0 || terminalIds.Distinct(StringComparer.Ordinal).Count() < terminalIds.Count)
            throw new ArgumentException("A bank has at least one machine, and each once.", nameof(terminalIds));
        if (terminalIds.Any(id => id.Length != 8))
            throw new ArgumentException("A terminal id has eight characters.", nameof(terminalIds));
        TerminalIds = [.. terminalIds];
        TerminalId = TerminalIds[0];
        Keys = keys;
    }

    /// <summary>Under which scheme the machines' keys are made.</summary>
    public DukptKind Keys { get; }

    /// <summary>All machines of the bank.</summary>
    public IReadOnlyList<string> TerminalIds { get; }

    /// <summary>The machine that the keys below are of.</summary>
    public string TerminalId { get; private init; }

    /// <summary>The commission on cards of the other bank: 1.2 %.</summary>
    public static Commission ForeignCommission { get; } = new(120);

    /// <summary>Eight bytes that name the machine's keys to the host. The terminal's keys must be made with them.</summary>
    public byte[] InitialKeyId => System.Text.Encoding.ASCII.GetBytes(TerminalId);

    /// <summary>The cards, in the order in which to show them.</summary>
    public IReadOnlyList<SampleCard> Cards { get; internal init; } =
    [
        Own("Olena Kovalenko", 1, "1234", Hryvnias(25_000), "Everything works: the account has plenty of money."),
        Own("Taras Shevchuk", 2, "2345", Hryvnias(120), "The account holds 120 UAH: a larger amount is declined."),
        Foreign("Andrii Bondar", 3, "3456", Hryvnias(18_000), "Card of another bank: the fee of 1.2 % is shown first."),
        Own("Iryna Melnyk", 4, "4567", Hryvnias(9_000), "The bank has blocked this card.") with
        {
            State = CardState.Blocked,
        },
        Own("Petro Lysenko", 5, "5678", Hryvnias(7_500), "The card expired in December 2019.", LongAgo),
        Own("Oksana Tkachenko", 6, "6789", Hryvnias(5_000), "The card was reported stolen: the machine keeps it.") with
        {
            State = CardState.Stolen,
        },
        Own("Nguyen Van An", 7, "1357", Dongs(50_000_000), "An account in dong with plenty of money."),
        Foreign("Tran Thi Mai", 8, "2468", Dongs(12_000_000), "Card of another bank in dong: the fee is 1.2 %."),
    ];

    /// <summary>The same bank, standing for another of its machines.</summary>
    /// <exception cref="ArgumentException">It has no such machine.</exception>
    public SampleBank At(string terminalId) =>
        TerminalIds.Contains(terminalId)
            ? this with
            {
                TerminalId = terminalId,
            }
            : throw new ArgumentException($"The bank has no machine {terminalId}.", nameof(terminalId));

    /// <summary>The machine's keys as a person with a key loader would have put them in. The caller disposes them.</summary>
    public TerminalKeys KeysFor(ICounterStore counters) =>
        Keys == DukptKind.Aes
            ? TerminalKeys.ForAes(TerminalInitialKey(), InitialKeyId, counters)
            : TerminalKeys.ForTdes(TdesInitialKey(), TdesSerial(), counters);

    /// <summary>The terminal's initial key, as a person with a key loader would have put it in. The caller disposes it.</summary>
    public AesKey TerminalInitialKey()
    {
        using var baseKey = BaseKey();
        return AesDukpt.DeriveInitialKey(baseKey, InitialKeyId);
    }

    /// <summary>The host's keys for this sample.</summary>
    /// <param name="vault">Goes over to the new object.</param>
    public static HostSecrets Secrets(CardVault vault) =>
        new(new HostKeys(BaseKey(), TdesBaseKey()), TdesKey.TryCreate(VerificationKeyBytes)!, vault);

    /// <summary>What the serial numbers of the machine's messages begin with, in upper-case hexadecimal.</summary>
    internal string SerialNumberPrefix =>
        Convert.ToHexString(Keys == DukptKind.Aes ? InitialKeyId : TdesSerial().AsSpan(0, 7));

    private static TdesKey TdesBaseKey() => TdesKey.TryCreate(TdesBaseKeyBytes)!;

    private TdesKey TdesInitialKey()
    {
        using var baseKey = TdesBaseKey();
        return TdesDukpt.DeriveInitialKey(baseKey, TdesSerial())!;
    }

    /// <summary>The second machine's differs from the first's in bytes that name the key, and so on.</summary>
    private byte[] TdesSerial()
    {
        var serial = FirstTdesSerial.ToArray();
        var machine = TerminalIds.ToList().IndexOf(TerminalId);
        (serial[2], serial[3]) = ((byte)(serial[2] ^ (machine >> 8)), (byte)(serial[3] ^ (machine & 0xFF)));
        return serial;
    }

    private static AesKey BaseKey() => AesKey.TryCreate(BaseKeyBytes)!;

    /// <summary>A card of the own bank, or of the other one, in hryvnias.</summary>
    internal static SampleCard CardOf(bool ownBank, int number, string pin, long balance) =>
        ownBank
            ? Own($"Customer {number}", number, pin, Hryvnias(balance), "A customer of the own bank.")
            : Foreign($"Customer {number}", number, pin, Hryvnias(balance), "A customer of the other bank.");

    private static SampleCard Own(
        string holder,
        int number,
        string pin,
        Money balance,
        string purpose,
        string expiry = FarAway
    ) => new(holder, OwnBankName, TrackOf(OwnPrefix, number, expiry), pin, balance, purpose) { BankCode = OwnBankCode };

    private static SampleCard Foreign(string holder, int number, string pin, Money balance, string purpose) =>
        new(holder, ForeignBankName, TrackOf(ForeignPrefix, number, FarAway), pin, balance, purpose)
        {
            BankCode = ForeignBankCode,
        };

    private static Track2 TrackOf(string prefix, int number, string expiry) =>
        Track2.TryParse($"{DigitsOf(prefix, number)}={expiry}2010000000000")!;

    /// <summary>Sixteen digits: prefix, a number, and whichever last digit satisfies Luhn.</summary>
    internal static string DigitsOf(string prefix, int number)
    {
        var start = $"{prefix}{number:D9}";
        return Enumerable.Range(0, 10).Select(check => $"{start}{check}").First(text => Luhn.Holds(text));
    }

    private static Money Hryvnias(long amount) => Money.FromMajorUnits(amount, Currency.Uah);

    private static Money Dongs(long amount) => Money.FromMajorUnits(amount, Currency.Vnd);
}
