namespace AtmTerminal.Iso8583.Tests.Line;

public sealed class When_the_host_answers
{
    [TestCase("38")]
    [TestCase("41")]
    [TestCase("43")]
    [TestCase("75")]
    public void These_codes_keep_the_card(string code) => Assert.That(new ResponseCode(code).IsRetain, Is.True);

    [TestCase("00")]
    [TestCase("51")]
    [TestCase("55")]
    [TestCase("61")]
    [TestCase("91")]
    public void These_codes_give_it_back(string code) => Assert.That(new ResponseCode(code).IsRetain, Is.False);

    [TestCase("00")]
    [TestCase("51")]
    [TestCase("62")]
    [TestCase("94")]
    public void An_advice_is_taken_with_these(string code) =>
        Assert.That(new ResponseCode(code).IsAcknowledgement, Is.True);

    [TestCase("30")]
    [TestCase("63")]
    [TestCase("91")]
    [TestCase("96")]
    public void An_advice_stays_queued_with_these(string code) =>
        Assert.That(new ResponseCode(code).IsAcknowledgement, Is.False);

    [Test]
    public void No_code_at_all_is_nothing()
    {
        var none = default(ResponseCode);

        Assert.That((none.IsApproved, none.IsRetain, none.IsAcknowledgement), Is.EqualTo((false, false, false)));
    }
}
