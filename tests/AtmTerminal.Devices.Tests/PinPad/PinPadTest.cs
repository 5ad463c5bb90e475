using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.PinPad;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Devices.Tests.PinPad;

/// <summary>A PIN pad on a bench, everything it tells, and an encryptor that tells what it was given.</summary>
public abstract class PinPadTest
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private protected static readonly Pan Card = Pan.TryParse("4000000000000002")!;

    private protected Bench Bench { get; private set; } = null!;

    private protected GpioPinPad Pad { get; private set; } = null!;

    private protected List<string> Told { get; } = [];

    private protected OpenEncryptor Encryptor { get; } = new();

    [SetUp]
    public void Switch_on()
    {
        Told.Clear();
        Encryptor.HasKeys = true;
        Bench = new Bench();
        Pad = new GpioPinPad(Bench.Gpio, Bench.Pins, Bench.Clock, Bench.Loop, Encryptor);
        Pad.KeyPressed += key => Told.Add($"key {key}");
        Pad.PinDigitsChanged += count => Told.Add($"digits {count}");
        Pad.DeviceChanged += state => Told.Add($"device {state}");
        Bench.Run(() =>
        {
            Pad.Open();
            return Task.FromResult(true);
        });
        Told.Clear();
    }

    [TearDown]
    public void Switch_off()
    {
        Pad.Dispose();
        Bench.Dispose();
    }

    private protected Completion<PinEntryResult> Enter(int maxDigits, params string[] keys) =>
        Bench.Run(() => Pad.PinEntry(maxDigits, Patience, CancellationToken.None), (1, () => Bench.Keys.Type(keys)));

    private protected void Type(params string[] keys)
    {
        Bench.Keys.Type(keys);
        Bench.Wait(keys.Length * 0.16 + 0.2);
    }

    /// <summary>Shows the digits it was given, to the test alone.</summary>
    private protected sealed class OpenEncryptor : IPinBlockEncryptor
    {
        public bool HasKeys { get; set; } = true;

        public string Given { get; private set; } = "";

        public EncryptedPinBlock? TryEncrypt(ReadOnlySpan<byte> pinDigits, Pan pan)
        {
            Given = string.Concat(pinDigits.ToArray());
            return HasKeys ? new(PinBlockFormat.Format4, new byte[16], new byte[12]) : null;
        }
    }
}
