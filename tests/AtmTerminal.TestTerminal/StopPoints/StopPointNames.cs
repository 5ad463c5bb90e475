using System.Globalization;
using System.Reflection;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;

namespace AtmTerminal.Testing;

/// <summary>The names of all stop points, made from the code: event types, device contracts, and the messages of the line.</summary>
public static class StopPointNames
{
    private static IEnumerable<Type> Contracts { get; } =
    [
        .. typeof(IDevice)
            .Assembly.GetTypes()
            .Where(t => t.IsInterface && t != typeof(IDevice) && t.IsAssignableTo(typeof(IDevice))),
    ];

    /// <summary>All of them, each once.</summary>
    public static IReadOnlySet<string> All { get; } =
        new SortedSet<string>([.. OfJournal(), .. OfDevices(), .. OfLine(), .. OfHost()], StringComparer.Ordinal);

    /// <summary>The device that a contract is for.</summary>
    public static string DeviceOf(Type contract) => contract.Name[1..];

    /// <summary>Whether a method of a contract is an order: not a getter, not an accessor, and no reading of sensors.</summary>
    public static bool IsOrder(MethodInfo method) =>
        !method.IsSpecialName
        && method.Name is not (nameof(ICashDispenser.GetStatus) or nameof(ICashDispenser.GetCassettes));

    /// <summary>Those of the commit of one event.</summary>
    internal static IEnumerable<string> OfCommit(string type) =>
        [$"journal.write {type}", $"journal.sync {type}", $"journal.kept {type}"];

    private static IEnumerable<string> OfJournal() =>
        typeof(JournalEvent)
            .Assembly.GetTypes()
            .Where(t => t.IsSealed && t.IsAssignableTo(typeof(JournalEvent)))
            .SelectMany(t => OfCommit(t.Name))
            .Concat(["journal.write checkpoint", "journal.sync checkpoint"])
            .Concat(["journal.write opening", "journal.sync opening", "journal.file"]);

    private static IEnumerable<string> OfDevices() =>
        from contract in Contracts
        from method in contract.GetMethods().Concat(typeof(IDevice).GetMethods())
        from name in Names(DeviceOf(contract), method)
        select name;

    private static IEnumerable<string> Names(string device, MethodInfo method)
    {
        if (method.Name.StartsWith("add_", StringComparison.Ordinal))
            yield return $"event {device}.{method.Name["add_".Length..]}";
        if (!IsOrder(method))
            yield break;
        yield return $"order {device}.{method.Name}";
        if (typeof(Task).IsAssignableFrom(method.ReturnType))
            yield return $"answer {device}.{method.Name}";
    }

    private static IEnumerable<string> OfLine() =>
        Questions.Select(q => $"line.send {q}").Concat(Answers.Select(a => $"line.receive {a}")).Append("line.connect");

    private static IEnumerable<string> OfHost() =>
        Questions
            .SelectMany(q =>
                new[] { "before", "within", "after" }
                    .Select(point => $"host.commit {q} {point}")
                    .Concat([$"host.write {q}", $"host.sync {q}"])
            )
            .Concat(["host.write opening", "host.sync opening", "host.file"]);

    // Requests and advices have an even third digit, their answers an odd one (ISO 8583, message type identifier).
    private static IEnumerable<string> Questions => Types.Where(t => (t[2] - '0') % 2 == 0);

    private static IEnumerable<string> Answers => Types.Where(t => (t[2] - '0') % 2 == 1);

    private static IEnumerable<string> Types =>
        typeof(MessageTypes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => ((int)f.GetRawConstantValue()!).ToString("D4", CultureInfo.InvariantCulture));
}
