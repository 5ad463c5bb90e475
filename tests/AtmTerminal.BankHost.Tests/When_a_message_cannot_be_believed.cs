using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_message_cannot_be_believed(StoreKind store) : HostSituation(store)
{
    [Test]
    public void Any_altered_byte_means_no_answer_no_change_and_a_record()
    {
        var question = Terminal.Withdrawal(1, Host.Rich, Uah(500));
        for (var i = Frame.HeaderBytes; i < question.Frame.Length; i += 3)
        {
            var altered = question.Frame.ToArray();
            altered[i] ^= 0x01;
            Assert.That(Host.Core.Handle(altered, new byte[Frame.MostBytes]), Is.Zero, $"byte {i}");
        }

        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
        Assert.That(Host.Core.Queries.SecurityRecords().Sum(record => record.Times), Is.GreaterThan(50));
        Assert.That(Host.Ask(question), Is.EqualTo("00"), "The question itself is still good.");
    }

    [Test]
    public void A_stranger_cannot_fill_the_disk_with_records()
    {
        for (var i = 0; i < 200; i++)
            Host.Core.Handle(new byte[] { 0, 3, 1, 2, 3 }, new byte[Frame.MostBytes]);

        Assert.That(Host.Core.Queries.SecurityRecords(), Has.Count.EqualTo(1));
        Assert.That(Host.Core.Queries.SecurityRecords()[0].Times, Is.EqualTo(200));
    }

    [Test]
    public void A_terminal_the_tables_do_not_know_is_refused_and_its_facts_stay_in_its_queue()
    {
        using var stranger = new TestTerminal(Host.Bank, claimsToBe: "ATM99999");

        foreach (var question in new[] { stranger.SignOn(), stranger.Completion(1, Uah(500), card: Host.Rich) })
        {
            var response = Refusals.ResponseOf(Host.Send(question)!);
            Assert.That((response, response.IsAcknowledgement), Is.EqualTo((ResponseCode.SecurityViolation, false)));
        }

        Assert.That(Host.Core.Queries.Postings("ATM99999"), Is.Empty);
        Assert.That(Host.Core.Queries.SecurityRecords().Single().Times, Is.EqualTo(2));
    }

    [Test]
    public void A_terminal_cannot_speak_for_another_one_with_its_own_key()
    {
        var otherBank = new SampleBank("ATM00002");
        using var impostor = new TestTerminal(otherBank, claimsToBe: Host.Bank.TerminalId);

        Assert.That(Host.Ask(impostor.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("63"));
        Assert.That(Host.Core.Queries.Postings(Host.Bank.TerminalId), Is.Empty);
    }

    [Test]
    public void A_field_that_is_missing_gets_a_signed_format_error_under_the_same_numbers()
    {
        var question = Terminal.NoticeWithoutKind();

        var answer = (NoticeAnswer)Host.Send(question)!;

        Assert.That(answer.Response, Is.EqualTo(ResponseCode.FormatError));
        Assert.That(Host.Core.Queries.Notices(Terminal.Id), Is.Empty);
    }

    [Test]
    public void A_request_without_its_track_gets_an_answer_its_terminal_can_read()
    {
        var answer = (AuthorizationAnswer)Host.Send(Terminal.WithdrawalWithoutTrack(7, Uah(500)))!;

        Assert.That(
            (answer.Response, answer.Withdrawal.Value, answer.Amount),
            Is.EqualTo((ResponseCode.FormatError, 7L, Uah(500)))
        );
    }

    [Test]
    public void An_answer_is_no_question()
    {
        Assert.That(Host.Send(Terminal.AnswerInsteadOfQuestion()), Is.Null);
        Assert.That(Host.Core.Queries.SecurityRecords(), Has.Count.EqualTo(1));
    }
}
