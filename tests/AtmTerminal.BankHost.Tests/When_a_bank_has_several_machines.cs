using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Security;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>One host serves all machines of a bank; each has its own keys and its own withdrawal numbers.</summary>
public class When_a_bank_has_several_machines
{
    private static readonly string[] Machines = ["ATM00001", "ATM00002", "ATM00003"];

    [Test]
    public void The_same_number_of_two_machines_is_two_withdrawals()
    {
        var bank = new SampleBank(Machines);
        using var secrets = SampleBank.Secrets(CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!);
        using var host = HostCore.Open(null, secrets, bank, TimeProvider.System, Serilog.Core.Logger.None);
        foreach (var machine in Machines)
        {
            using var terminal = new TestTerminal(bank.At(machine));
            Send(host, terminal.Withdrawal(1, bank.Cards[0], Uah(500)));
            Send(host, terminal.Completion(1, Uah(500), card: bank.Cards[0]));
        }

        foreach (var machine in Machines)
            Assert.That(host.Queries.PostedSum(machine, Currency.Uah), Is.EqualTo(Uah(500)));
        Assert.That(host.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void No_two_machines_sign_with_the_same_key([Values] DukptKind kind)
    {
        var bank = new SampleBank(Machines, kind);

        var prefixes = Machines.Select(machine => bank.At(machine).SerialNumberPrefix);

        Assert.That(prefixes, Is.Unique);
    }

    [Test]
    public void A_machine_the_bank_does_not_have_is_refused() =>
        Assert.That(() => new SampleBank(Machines).At("ATM00009"), Throws.ArgumentException);

    private static void Send(HostCore host, Question question)
    {
        var answer = new byte[Frame.MostBytes];
        var length = host.Handle(question.Frame, answer);
        Assert.That(Refusals.ResponseOf(question.Read(answer.AsSpan(0, length))!), Is.EqualTo(ResponseCode.Approved));
    }
}
