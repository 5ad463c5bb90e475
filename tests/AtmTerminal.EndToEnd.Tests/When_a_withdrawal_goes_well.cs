using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

public class When_a_withdrawal_goes_well
{
    private TestTerminal _atm = null!;

    [SetUp]
    public void Start() => _atm = new();

    [TearDown]
    public void Dispose() => _atm.Dispose();

    [Test]
    public void Customer_journal_and_bank_have_the_same_amount()
    {
        _atm.Customer.Withdraw(750);
        Assert.That(Accounting.Given(_atm), Is.EqualTo(Money.FromMajorUnits(750, Currency.Uah)));
        Assert.That(_atm.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Accounting.Given(_atm)));
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    [Test]
    public void A_card_of_another_bank_pays_the_fee_it_was_shown()
    {
        _atm.Customer.Identify(card: 3).AskFor(1000).See("ConfirmFee");
        Assert.That(_atm.Screen.Lines[1], Is.EqualTo("Fee: 12\u00A0UAH"));
        _atm.Customer.Press("R4").TakeCard().TakeNotes().Leave();
        Assert.That(
            _atm.Host.Queries.Postings(_atm.Config.TerminalId).Single().Commission,
            Is.EqualTo(Money.FromMajorUnits(12, Currency.Uah))
        );
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }
}
