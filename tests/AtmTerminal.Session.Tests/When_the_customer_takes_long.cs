using AtmTerminal.Devices.Contracts;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_the_customer_takes_long
{
    private Machine _machine = null!;

    [SetUp]
    public void Start() => _machine = new Machine().Start();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    public static IEnumerable<TestCaseData> Screens =>
        new (string Where, int Limit, Action<Machine> Get)[]
        {
            ("languages", 30, m => m.Insert()),
            ("PIN", 30, m => m.Insert().Press("L3")),
            ("services", 30, m => m.ToServices()),
            ("amounts", 30, m => m.ToServices().Press("L1")),
            ("typing", 40, m => m.ToServices().Press("L1").Press("R4")),
            ("nearest amounts", 30, m => m.ToFee("150")),
            ("fee", 30, m => m.ToFee()),
            ("balance", 30, m => m.ToServices().Press("L2")),
        }.Select(c => new TestCaseData(c.Limit, c.Get).SetArgDisplayNames(c.Where));

    [TestCaseSource(nameof(Screens))]
    public void More_time_is_offered_once_and_then_the_card_comes_back(int limit, Action<Machine> get)
    {
        get(_machine);
        var screen = _machine.Screen.Screen;
        Assert.That(_machine.Screen.SecondsLeft, Is.EqualTo(limit));
        _machine.Wait(TimeSpan.FromSeconds(limit));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("MoreTime"));
        _machine.Press("L1");
        Assert.That(_machine.Screen.Screen, Is.EqualTo(screen));
        _machine.Wait(TimeSpan.FromSeconds(limit));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [TestCaseSource(nameof(Screens))]
    public void The_card_comes_back_when_nobody_answers(int limit, Action<Machine> get)
    {
        get(_machine);
        _machine.Wait(TimeSpan.FromSeconds(limit + 15));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [TestCaseSource(nameof(Screens))]
    public void Cancel_is_an_answer_to_the_offer_of_more_time(int limit, Action<Machine> get)
    {
        get(_machine);
        _machine.Wait(TimeSpan.FromSeconds(limit));
        _machine.Press(PadKey.Cancel);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void What_was_typed_is_still_there_after_more_time()
    {
        _machine.ToServices().Press("L1").Press("R4").Press(PadKey.Digit4, PadKey.DoubleZero);
        _machine.Wait(TimeSpan.FromSeconds(41));
        _machine.Press(PadKey.Digit1);
        Assert.That(_machine.Screen.Entry, Is.EqualTo("400\u00A0UAH"));
    }

    [Test]
    public void A_card_left_in_the_slot_at_the_end_is_kept()
    {
        _machine.Card.CustomerTakesCard = false;
        _machine.ToServices().Press("R4");
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Card.RetainCount, Is.EqualTo(1));
        _machine.Wait(TimeSpan.FromSeconds(9));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void The_receipt_makes_room_for_the_next_customer()
    {
        _machine.ToFee().Press("R4");
        _machine.Wait(TimeSpan.FromSeconds(20));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }
}
