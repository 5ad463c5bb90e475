using AtmTerminal.Domain.Events;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests.Office;

/// <summary>A case ends with a person's reason, and with two persons when its end moves money.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_case_is_settled(StoreKind store) : OfficeSituation(store)
{
    private static readonly Employee Second = Clerk with { Code = "E9", Name = "Petro" };

    [Test]
    public void One_person_closes_what_moves_no_money_and_says_why()
    {
        var key = Complaint();
        Assert.That(
            Refused((sql, at) => CaseWork.Close(sql, Clerk, at, key, " ")),
            Is.EqualTo(Refusal.WrongInput),
            "no reason"
        );

        Done((sql, at) => CaseWork.Close(sql, Clerk, at, key, "The camera shows five notes."));

        Assert.That(File(key).Line.Case, Has.Property("ClosedBy").EqualTo("E1"));
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(Refused((sql, at) => CaseWork.AddNote(sql, Clerk, at, key, "Late.")), Is.EqualTo(Refusal.NotNow));
    }

    [Test]
    public void Money_goes_to_the_customer_when_a_second_person_agrees_and_once()
    {
        var key = Complaint();
        Done((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(100), "A note was found in the transport."));
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)), "nothing is moved yet");

        Done((sql, at) => CaseWork.Agree(sql, Second, at, key));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_600)));
        Assert.That(Refused((sql, at) => CaseWork.Agree(sql, Second, at, key)), Is.EqualTo(Refusal.NotNow));
        Assert.That(File(key).Line.Case.ClosedBy, Is.EqualTo("E1 and E9"));
        var customer = Account(File(key).Withdrawal!.Key.Home);
        var log = InStore(sql => sql.Activity(customer, Now.BusinessDay, Now.BusinessDay));
        Assert.That((log[^1].Amount, log[^1].Type), Is.EqualTo((Uah(100), "CASE")));
    }

    [Test]
    public void Nobody_agrees_to_the_own_proposal_or_without_the_right_to_move_money()
    {
        var key = Complaint();
        Done((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(100), "Found."));

        Assert.That(Refused((sql, at) => CaseWork.Agree(sql, Clerk, at, key)), Is.EqualTo(Refusal.NotAllowed));
        var without = Second with { Rights = Rights.Look | Rights.Cases };
        Assert.That(Refused((sql, at) => CaseWork.Agree(sql, without, at, key)), Is.EqualTo(Refusal.NotAllowed));
        Assert.That(
            Refused((sql, at) => CaseWork.Close(sql, Second, at, key, "Alone.")),
            Is.EqualTo(Refusal.NotNow),
            "it does not close past the proposal"
        );
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
    }

    [Test]
    public void A_proposal_is_turned_down_and_another_one_made()
    {
        var key = Complaint();
        Done((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(100), "Found."));
        Assert.That(
            Refused((sql, at) => CaseWork.Propose(sql, Second, at, key, Uah(50), "Half.")),
            Is.EqualTo(Refusal.NotNow),
            "one at a time"
        );

        Done((sql, at) => CaseWork.TurnDown(sql, Second, at, key, "The note was of another withdrawal."));
        Done((sql, at) => CaseWork.Propose(sql, Second, at, key, Uah(50), "Half."));
        Done((sql, at) => CaseWork.Agree(sql, Clerk, at, key));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_550)));
    }

    [Test]
    public void A_shortage_is_booked_out_of_the_machine_s_cash_by_two()
    {
        Host.Ask(Terminal.Notice(NoticeKinds.Shortage, "D6", row: 40, amount: Uah(900), found: Uah(700)));
        var key = new CaseKey(Terminal.Id, 40, NoticeKinds.Shortage, 0);
        Done((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(200), "Borne by the bank."));
        Done((sql, at) => CaseWork.Agree(sql, Second, at, key));

        var entries = InStore(sql =>
            sql.All(
                "SELECT account, amount, currency FROM entry WHERE terminal = 'CASE' ORDER BY line",
                static row => (row.GetString(0), row.Amount(1, 2))
            )
        );
        Assert.That(
            entries,
            Is.EqualTo(
                new[]
                {
                    (LedgerAccounts.CashOf(Terminal.Id), Uah(200)),
                    (LedgerAccounts.DifferencesOf(SampleBank.OwnBankCode), Uah(-200)),
                }
            )
        );
    }

    [Test]
    public void Money_is_not_moved_in_another_currency_or_to_a_closed_account()
    {
        var key = Complaint();
        Assert.That(
            Refused((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Vnd(100), "Wrong.")),
            Is.EqualTo(Refusal.WrongInput)
        );
        Assert.That(
            Refused((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(0), "Nothing.")),
            Is.EqualTo(Refusal.WrongInput)
        );
        Host.Sql("UPDATE account SET state = 'Closed'");
        Assert.That(
            Refused((sql, at) => CaseWork.Propose(sql, Clerk, at, key, Uah(100), "Closed.")),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void A_file_belongs_to_the_evidence_once_and_is_known_by_its_digest()
    {
        var key = Complaint();
        byte[] extract = [1, 2, 3];
        string digest = "";
        for (var time = 0; time < 2; time++)
            digest = Done((sql, at) => CaseWork.Attach(sql, Clerk, at, key, "journal-3.txt", extract));

        var attached = File(key).Attachments.Single();
        Assert.That((attached.Digest, attached.Bytes, attached.By), Is.EqualTo((digest, 3L, "E1")));
        Assert.That(InStore(sql => sql.Attachment(key, digest)), Is.EqualTo(extract));
        Assert.That(
            Refused((sql, at) => CaseWork.Attach(sql, Clerk, at, key, "big", new byte[CaseWork.MostBytes + 1])),
            Is.EqualTo(Refusal.WrongInput)
        );
    }

    [Test]
    public void Cases_are_the_business_of_the_bank_that_has_to_settle_them()
    {
        var key = Complaint();
        Assert.That(InStore(sql => sql.OpenCases(Clerk)).Select(c => c.Case.Key), Is.EqualTo(new[] { key }));
        Assert.That(InStore(sql => sql.OpenCases(Stranger)), Is.Empty);
        Assert.That(InStore(sql => sql.CaseFile(Stranger, key)), Is.Null);
        Assert.That(
            Refused((sql, at) => CaseWork.Close(sql, Stranger, at, key, "Not mine.")),
            Is.EqualTo(Refusal.NotAllowed)
        );
    }

    private CaseKey Complaint()
    {
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(3, Uah(500), card: Host.Rich));
        return Done((sql, at) => Complaints.Accept(sql, Clerk, at, Terminal.Id, 3, Uah(100), "One note was missing."));
    }

    private CaseFile File(CaseKey key) => InStore(sql => sql.CaseFile(Clerk, key))!;
}
