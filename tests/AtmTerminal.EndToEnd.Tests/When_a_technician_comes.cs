using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Service;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>What only a person can close: a suspect case, by a count of everything; and the exchange of cassettes.</summary>
public class When_a_technician_comes : RowOfTheFailureMatrix
{
    [Test]
    public void B6_a_jam_is_counted_and_the_case_closed_without_a_posting()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "transport"));
        Atm.Customer.Order(750).See("Apology").TakeCard().Leave();
        Atm.Technician.Exchange();
        NothingIsOpenAndNothingWasPosted();
    }
}
