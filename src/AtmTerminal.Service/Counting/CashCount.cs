using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Service;

/// <summary>
/// Every note of the machine as a person found it. Notes are named by the cassette that holds their kind, wherever they lay; of
/// several cassettes with the same kind any one may be named.
/// </summary>
/// <param name="Elsewhere">Found in the note path, in the exit, or anywhere else but in a unit.</param>
public sealed record CashCount(NoteCounts Cassettes, NoteCounts Reject, NoteCounts Retract, NoteCounts Elsewhere)
{
    /// <summary>All of it.</summary>
    public NoteCounts All => Cassettes.Plus(Reject).Plus(Retract).Plus(Elsewhere);

    public override string ToString() =>
        $"cassettes {Cassettes}, reject {Reject}, retract {Retract}, elsewhere {Elsewhere}";
}

/// <summary>A cassette as it stands in the machine when the exchange ends.</summary>
/// <param name="Unit">The number of its place, "1" to "6".</param>
/// <param name="Notes">0 or more.</param>
public sealed record LoadedCassette(string Unit, Denomination Denomination, int Notes);

/// <summary>What one person enters at the end of an exchange: what was found, and what is in the cassettes now.</summary>
/// <param name="By">The person's name.</param>
/// <param name="Loaded">Every cassette. The bins are empty when an exchange ends: their notes were taken out.</param>
public sealed record CashEntry(string By, CashCount Found, IReadOnlyList<LoadedCassette> Loaded)
{
    /// <summary>
    /// The entry of somebody who counted and brought nothing: the cassettes hold what was found in them, and what lay elsewhere
    /// was taken out.
    /// </summary>
    public static CashEntry OfCountOnly(string by, CashCount found, IReadOnlyList<CashUnit> units) =>
        new(
            by,
            found,
            [
                .. units
                    .Where(u => u.Denomination is not null)
                    .Select(u => new LoadedCassette(u.Id, u.Denomination!.Value, found.Cassettes[u.Id])),
            ]
        );
}
