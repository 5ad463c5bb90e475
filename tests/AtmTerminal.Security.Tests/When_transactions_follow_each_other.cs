namespace AtmTerminal.Security.Tests;

public class When_transactions_follow_each_other
{
    private static readonly byte[] _initialKeyId = Convert.FromHexString("1234567890123456");
    private static readonly byte[] _message = "any message"u8.ToArray();

    // In the terminal's order over carries, then as a host may see them: repeated, back again, far ahead.
    [Test]
    public void The_way_to_the_last_transaction_leads_to_the_next()
    {
        var counters = Enumerable
            .Range(1, 300)
            .Select(counter => (uint)counter)
            .Concat([300u, 0x12Bu, 0x12Cu, 1u, 0x80000000u, 0xFFFF0000u, 0x80000001u, 0xFFFE8000u, 2u, 3u]);
        using var initialKey = AesDukpt.DeriveInitialKey(Keys.AesBase(), _initialKeyId);
        using var scheme = new AesDukptScheme(AesDukpt.DeriveInitialKey(Keys.AesBase(), _initialKeyId), _initialKeyId);
        foreach (var counter in counters)
        {
            using var expected = new AesTransactionKeys(
                AesDukpt.DeriveTransactionKey(initialKey, _initialKeyId, counter),
                _initialKeyId,
                counter
            );
            using var keys = scheme.TryDerive(counter);
            Assert.That(MacBy(keys), Is.EqualTo(MacBy(expected)), $"counter {counter:X8}");
        }
    }

    [Test]
    public void A_host_goes_on_after_more_terminals_than_it_remembers()
    {
        using var host = new HostKeys(Keys.AesBase());
        var first = MacOf(host, terminal: 0);
        for (var terminal = 1; terminal <= 1_100; terminal++)
            _ = MacOf(host, terminal);
        Assert.That(MacOf(host, terminal: 0), Is.EqualTo(first));
    }

    private static byte[] MacOf(HostKeys host, int terminal)
    {
        using var keys = host.TryOpen($"{terminal:D16}00000007")!;
        var mac = new byte[MessageKeys.MacLength];
        keys.MacAnswer(_message, mac);
        return mac;
    }

    private static byte[] MacBy(TransactionKeys keys)
    {
        var mac = new byte[TransactionKeys.MacLength];
        keys.MacRequest(_message, mac);
        return mac;
    }
}
