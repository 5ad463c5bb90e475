using System.Runtime.InteropServices;

namespace AtmTerminal.Lab;

/// <summary>The Lab as a program: starts it, prints where it is, and stops it on Ctrl-C.</summary>
internal static class LabCommand
{
    /// <returns>The exit code: 0 after a clean stop, 1 when the Lab could not start.</returns>
    public static async Task<int> RunAsync(LabOptions options, CancellationToken cancelled)
    {
        switch (await LabSystem.StartAsync(options))
        {
            case LabStart.Refused refused:
                await Console.Error.WriteLineAsync(refused.Reason);
                return 1;
            case LabStart.Started(var lab):
                await using (lab)
                {
                    Print(lab, options);
                    await RunUntilStoppedAsync(lab, cancelled);
                }
                return 0;
            default:
                throw new InvalidOperationException("A start of the Lab is one of two things.");
        }
    }

    private static void Print(LabSystem lab, LabOptions options)
    {
        Console.WriteLine($"AtmTerminal Lab {Terminal.Version}, data in {options.DataFolder}");
        Console.WriteLine();
        Console.WriteLine($"  Cardholder's screen   {lab.ScreenAddress}");
        Console.WriteLine(
            $"  Board page            {lab.BoardAddress}   (open this one: card slot, keypad, notes, faults, power)"
        );
        Console.WriteLine();
        Console.WriteLine("  Card                 PIN   Balance           What happens");
        foreach (var (i, card) in SimulatedParts.CardsOf(lab.Bank, lab.Config).Index())
            Console.WriteLine($"  {i + 1} {card.Holder, -18} {card.Pin}  {card.OpeningBalance, -16}  {card.Purpose}");
        Console.WriteLine();
        if (lab.Refusal is { } refusal)
            Console.WriteLine($"The terminal is out of service: {refusal}");
        Console.WriteLine("Ctrl-C stops it; starting again continues from the journal.");
    }

    private static async Task RunUntilStoppedAsync(LabSystem lab, CancellationToken cancelled)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var askedAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        await using var cancel = cancelled.Register(() => asked.TrySetResult());

        await asked.Task;
        Console.WriteLine("Stopping. A running withdrawal is finished first; Ctrl-C again ends it like a power cut.");
        await Task.WhenAny(lab.StopAsync(), askedAgain.Task);

        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!asked.TrySetResult())
                askedAgain.TrySetResult();
        }
    }
}
