using System.Globalization;
using AtmTerminal.Devices.CashDispenser;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Security;
using AtmTerminal.Session;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Config;

/// <summary>One place for a cassette: which notes it is built for and how many the first loading brings.</summary>
/// <param name="Id">"1" to "6", the number of its pick motor.</param>
/// <param name="NoteLengthMm">Length of the note in the direction it travels; the clearing path tells notes apart by it.</param>
/// <param name="Notes">Notes counted in at the first start, 0 to 2,500.</param>
public sealed record CassettePlace(string Id, Denomination Denomination, int NoteLengthMm, int Notes);

/// <summary>config/terminal.json, valid as a whole.</summary>
/// <param name="TerminalId">Eight capital letters and digits; DE 41.</param>
/// <param name="BankCode">DE 32: the bank that services the machine, up to 11 digits.</param>
/// <param name="Location">DE 42: where the machine stands, up to 15 characters.</param>
/// <param name="HostPort">1 to 65535; 0 in the Lab, which knows its own host's port.</param>
/// <param name="Keys">Under which scheme PIN blocks and MACs are made; AES unless the file says <c>tdes</c>.</param>
/// <param name="Offline">What may be given when the line is down; <c>null</c>, nothing, unless the file switches it on.</param>
/// <param name="CounterFile">Where the number of the journal's last row is kept too, outside the data folder; <c>null</c>: nowhere.</param>
/// <param name="ScreenPort">Port of the cardholder's page on loopback; 0 takes a free one.</param>
public sealed record TerminalConfig(
    string TerminalId,
    string BankCode,
    string Location,
    Currency Currency,
    FeeRule Fee,
    IReadOnlyList<string> Languages,
    AmountLimits Limits,
    int MaxNotes,
    SessionTimeLimits TimeLimits,
    IReadOnlyList<CassettePlace> Cassettes,
    string HostAddress,
    int HostPort,
    int ScreenPort,
    DukptKind Keys = DukptKind.Aes,
    OfflineLimits? Offline = null,
    string? CounterFile = null
)
{
    /// <summary>What the session has to know of this.</summary>
    public SessionSettings ToSessionSettings(string version) =>
        new(TerminalId, version, Currency, Languages, Limits, MaxNotes, Fee, TimeLimits, Offline: Offline);

    /// <summary>What the dispenser has to know of this.</summary>
    public DispenserSettings ToDispenserSettings() =>
        new(
            [
                .. Cassettes.Select(c => new CassetteSettings(
                    c.Id,
                    int.Parse(c.Id, CultureInfo.InvariantCulture),
                    c.NoteLengthMm
                )),
            ],
            MaxNotes
        );

    /// <summary>The units as the first loading sets them: the cassettes and the two bins.</summary>
    public IReadOnlyList<CashUnit> FirstLoading() =>
        [
            .. Cassettes.Select(c => CashUnit.Cassette(c.Id, c.Denomination, c.Notes)),
            CashUnit.Bin("reject", CashUnitType.Reject),
            CashUnit.Bin("retract", CashUnitType.Retract),
        ];
}
