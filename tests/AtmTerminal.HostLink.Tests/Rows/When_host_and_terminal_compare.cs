using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests.Rows;

/// <summary>Failure matrix, E14 and E17, as far as the terminal answers for it: what is told once more, and what differs.</summary>
public class When_host_and_terminal_compare
{
    private static readonly DateOnly FirstDay = new(2026, 11, 20);

    private LinkRig _rig = null!;

    [SetUp]
    public void SignOn()
    {
        _rig = new LinkRig();
        NameDay(FirstDay);
        _rig.RunUntilOnline();
    }

    [TearDown]
    public void PowerOff() => _rig.Dispose();

    [Test]
    public void E14_A_host_that_fell_back_hears_again_what_lies_above_its_last_row()
    {
        var numbers = CompleteThree();
        FallBackTo(TakenRows[0]);
        Assert.That(Repeated.Select(r => r.Withdrawal), Is.EqualTo(numbers.Skip(1)));
        Assert.That(_rig.Host.HeardOf<CompletionAdvice>().TakeLast(2), Has.All.Property("IsRepeat").True);
    }

    [Test]
    public void E14_A_host_that_falls_back_further_while_it_hears_again_hears_that_too()
    {
        CompleteThree();
        _rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Fate.AnswerLost, 10)]);
        _rig.Host.LastRow = TakenRows[1];
        _rig.RunFor(TimeSpan.FromSeconds(70));
        FallBackTo(0);
        Assert.That(_rig.Events.OfType<HostFellBack>().Count(), Is.EqualTo(2));
        Assert.That(Repeated.Count(), Is.EqualTo(3));
    }

    [Test]
    public void E14_What_the_host_refuses_to_hear_again_does_not_hold_up_the_rest()
    {
        var numbers = CompleteThree();
        _rig.Line.Next<CompletionAdvice>([.. Enumerable.Repeat(Refusal, _rig.Settings.RefusalsBeforeSetAside)]);
        FallBackTo(TakenRows[0]);
        Assert.That(
            Repeated.Select(r => (r.Withdrawal, r.ResponseCode)),
            Is.EqualTo(new[] { (numbers[1], "30"), (numbers[2], "00") })
        );
        Assert.That(_rig.Journal.State.SetAside, Is.Empty, "the host has acknowledged it once");
    }

    [Test]
    public void E14_A_long_journal_is_read_again_in_slices()
    {
        CompleteThree();
        for (var row = 0; row < 1_200; row++)
            _rig.Journal.Append(new OperatorActed("opened the cabinet"));
        FallBackTo(0);
        Assert.That(Repeated.Count(), Is.EqualTo(3));
    }

    [Test]
    public void E14_What_waits_for_a_person_is_not_told_again()
    {
        var refused = _rig.Journal.State.NextWithdrawal;
        _rig.Host.AdviceAnswer = number => number == refused ? ResponseCode.FormatError : ResponseCode.Approved;
        CompleteThree();
        FallBackTo(0);
        var waiting = _rig.Journal.State.SetAside.Single();
        Assert.That(waiting.Withdrawal, Is.EqualTo(refused));
        Assert.That(Repeated.Select(r => r.RecordSeq), Is.Not.Empty.And.None.EqualTo(waiting.Seq));
    }

    [Test]
    public void E17_Totals_that_differ_are_told_number_by_number_and_nothing_follows()
    {
        var numbers = MakeADayWithAZero();
        _rig.Host.TotalsAnswer = q => Differs(q, numbers[1]);
        EndDay();
        var differed = _rig.Events.OfType<TotalsDiffered>().Single();
        Assert.That((differed.Day, differed.Given, differed.HostGiven), Is.EqualTo((FirstDay, 2, 1)));
        Assert.That(differed.Numbers, Is.EqualTo(new[] { numbers[1] }));
        var told = _rig.Host.HeardOf<TotalsAdvice>().Select(t => t.Page).OfType<TotalsPage>().Single();
        Assert.That(
            told.Given.Select(g => g.Withdrawal),
            Is.EqualTo(numbers.Take(2)),
            "what gave nothing is not in it"
        );
        Assert.That(_rig.Events.OfType<UploadAcknowledged>().Count(), Is.EqualTo(4));
    }

    [Test]
    public void E17_Each_day_is_told_by_its_own_withdrawals()
    {
        MakeADayWithAZero();
        EndDay();
        var second = _rig.CompleteWithdrawal();
        _rig.Host.TotalsAnswer = q => Differs(q, second);
        EndDay();
        var told = _rig.Host.HeardOf<TotalsAdvice>().Select(t => t.Page).OfType<TotalsPage>().Single();
        Assert.That(told.Given.Select(g => g.Withdrawal), Is.EqualTo(new[] { second }));
    }

    [Test]
    public void E17_What_was_given_before_the_host_named_any_day_is_of_none()
    {
        _rig.Dispose();
        _rig = new LinkRig();
        _rig.RunUntilOnline();
        _rig.CompleteWithdrawal();
        NameDay(FirstDay);
        _rig.RunFor(TimeSpan.FromSeconds(61));
        var second = _rig.CompleteWithdrawal();
        _rig.Host.TotalsAnswer = q => Differs(q, second);
        EndDay();
        var told = _rig.Host.HeardOf<TotalsAdvice>().Select(t => t.Page).OfType<TotalsPage>().Single();
        Assert.That(told.Given.Select(g => g.Withdrawal), Is.EqualTo(new[] { second }));
    }

    [Test]
    public void E17_Until_every_page_is_answered_well_the_totals_are_told_again([Values] bool refused)
    {
        var numbers = MakeADayWithAZero();
        var bad = refused
            ? new Fate { Says = a => (TotalsAnswer)a with { Response = new ResponseCode("96") } }
            : Fate.AnswerLost;
        _rig.Host.TotalsAnswer = q => Differs(q, numbers[0]);
        _rig.Line.Next<TotalsAdvice>(Fate.Good, bad);
        EndDay();
        Assert.That(
            _rig.Host.HeardOf<TotalsAdvice>().Select(t => t.Page is null),
            Is.EqualTo((bool[])[true, false, true, false])
        );
        Assert.That(_rig.Events.OfType<TotalsDiffered>(), Has.Exactly(1).Items);
    }

    [Test]
    public void E17_Totals_that_are_refused_and_differ_are_refused()
    {
        var numbers = MakeADayWithAZero();
        _rig.Host.TotalsAnswer = q => Differs(q, numbers[0]) with { Response = ResponseCode.FormatError };
        EndDay();
        Assert.That(_rig.Events.OfType<TotalsDiffered>(), Is.Empty);
        Assert.That(_rig.Journal.State.SetAside, Has.Length.EqualTo(1));
        Assert.That(_rig.Events.OfType<DeviceFaulted>().Single().Text, Does.StartWith("The Totals of row"));
    }

    [Test]
    public void E17_A_host_that_does_not_say_whether_it_fell_back_is_asked_again_first()
    {
        var numbers = MakeADayWithAZero();
        _rig.Host.TotalsAnswer = q => Differs(q, numbers[0]);
        _rig.Line.Next<NetworkRequest>(Fate.Good, Fate.AnswerLost);
        EndDay();
        Assert.That(_rig.Events.OfType<TotalsDiffered>(), Has.Exactly(1).Items);
    }

    [Test]
    public void E14_Totals_of_a_host_that_fell_back_differ_for_that_reason_and_are_told_after_what_it_lacks()
    {
        var numbers = MakeADayWithAZero();
        _rig.Host.TotalsAnswer = q =>
        {
            if (Repeated.Any())
                return ScriptedHost.InBalance(q);
            _rig.Host.LastRow = 0;
            return Differs(q, numbers[0]);
        };
        EndDay();
        Assert.That(_rig.Events.OfType<TotalsDiffered>(), Is.Empty);
        Assert.That(Repeated.Select(r => r.Withdrawal), Is.EqualTo(numbers));
    }

    [Test]
    public void E17_Totals_told_again_that_differ_now_are_told_number_by_number_too()
    {
        var numbers = MakeADayWithAZero();
        EndDay();
        _rig.Host.TotalsAnswer = q => Differs(q, numbers[0]);
        FallBackTo(TakenRows[2]);
        Assert.That(_rig.Events.OfType<TotalsDiffered>().Single().Numbers, Is.EqualTo(new[] { numbers[0] }));
        Assert.That(Repeated.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_notice_goes_without_a_card_and_is_taken_once()
    {
        _rig.Journal.Append(new TerminalLocked("the shutter was forced"));
        _rig.RunUntilNothingIsOwed();
        var notice = _rig.Host.HeardOf<Notice>().Single();
        Assert.That((notice.Withdrawal, notice.Text), Is.EqualTo(((WithdrawalNumber?)null, "the shutter was forced")));
    }

    private IEnumerable<UploadRepeated> Repeated => _rig.Events.OfType<UploadRepeated>();

    private List<long> TakenRows => [.. _rig.Events.OfType<UploadAcknowledged>().Select(u => u.RecordSeq)];

    private static Fate Refusal { get; } =
        new() { Says = answer => (CompletionAnswer)answer with { Response = ResponseCode.FormatError } };

    private static TotalsAnswer Differs(TotalsAdvice question, WithdrawalNumber number) =>
        ScriptedHost.InBalance(question) with
        {
            Count = question.Count - 1,
            InBalance = false,
            Differing = question.Page is null ? [] : [number],
        };

    private List<WithdrawalNumber> CompleteThree()
    {
        List<WithdrawalNumber> numbers = [.. Enumerable.Range(0, 3).Select(_ => _rig.CompleteWithdrawal())];
        _rig.RunUntilNothingIsOwed();
        return numbers;
    }

    /// <summary>Two withdrawals that gave something and one that gave nothing.</summary>
    private List<WithdrawalNumber> MakeADayWithAZero()
    {
        List<WithdrawalNumber> numbers = [_rig.CompleteWithdrawal(), _rig.CompleteWithdrawal()];
        numbers.Add(_rig.Journal.State.NextWithdrawal);
        _rig.Authorize();
        _rig.Complete(numbers[^1], Money.Zero(Currency.Uah));
        _rig.RunUntilNothingIsOwed();
        return numbers;
    }

    private void NameDay(DateOnly day) =>
        _rig.Host.Day = new HostDay(day, _rig.Time.GetUtcNow() + TimeSpan.FromDays(1));

    private void EndDay()
    {
        NameDay(_rig.Host.Day!.Value.Date.AddDays(1));
        _rig.RunFor(TimeSpan.FromSeconds(61));
        _rig.RunUntilNothingIsOwed();
    }

    private void FallBackTo(long row)
    {
        _rig.Host.LastRow = row;
        _rig.RunFor(TimeSpan.FromSeconds(61));
        _rig.Host.LastRow = null;
        _rig.RunUntilNothingIsOwed();
    }
}
