using System.Collections.Concurrent;
using System.Reflection;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Testing;

/// <summary>
/// A device as the session sees it, made from its contract: a stop point before every order, one after every answer, and one
/// before every event.
/// </summary>
/// <remarks>Reading a sensor is no boundary: it changes nothing, and what was read is gone with the process.</remarks>
public class StoppingDevice : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo> Answers = new();

    private readonly Dictionary<Delegate, Delegate> _handlers = [];
    private object _driver = null!;
    private string _device = "";
    private StopPoints _stops = null!;

    internal static T Over<T>(T driver, StopPoints stops)
        where T : class, IDevice
    {
        var device = Create<T, StoppingDevice>();
        ((StoppingDevice)(object)device).Use(driver, StopPointNames.DeviceOf(typeof(T)), stops);
        return device;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        if (method.IsSpecialName && args is [Delegate handler])
            args =
            [
                method.Name.StartsWith("add_", StringComparison.Ordinal) ? Around(method, handler) : _handlers[handler],
            ];
        if (!StopPointNames.IsOrder(method))
            return Call(method, args);
        var name = $"{_device}.{method.Name}";
        var goes = _stops.Cross($"order {name}");
        if (goes && args is [WithdrawalNumber withdrawal, ..])
            Note(method.Name, withdrawal);
        if (!typeof(Task).IsAssignableFrom(method.ReturnType))
            return Call(method, args);
        var answer = Answers.GetOrAdd(
            method,
            m =>
                typeof(StoppingDevice)
                    .GetMethod(nameof(Answer), BindingFlags.NonPublic | BindingFlags.Instance)!
                    .MakeGenericMethod(m.ReturnType.GenericTypeArguments[0])
        );
        return answer.Invoke(this, [goes ? Call(method, args) : null, name]);
    }

    private void Note(string order, WithdrawalNumber withdrawal)
    {
        if (order == nameof(ICashDispenser.Dispense))
            _stops.NoteDispense(withdrawal);
        if (order == nameof(ICashDispenser.Present))
            _stops.NotePresent(withdrawal);
    }

    private void Use(object driver, string device, StopPoints stops) =>
        (_driver, _device, _stops) = (driver, device, stops);

    private object? Call(MethodInfo method, object?[]? args) =>
        method.Invoke(_driver, BindingFlags.DoNotWrapExceptions, null, args, null);

    // No order was given when the task is missing: the device refused.
    private async Task<T> Answer<T>(Task<T>? ordered, string name)
        where T : Completion
    {
        if (ordered is null)
            return Failed<T>(CompletionCode.HardwareError);
        var completion = await ordered;
        return _stops.Cross($"answer {name}") ? completion : Failed<T>(CompletionCode.OutcomeUnknown);
    }

    private static T Failed<T>(CompletionCode code)
        where T : Completion =>
        typeof(T) == typeof(Completion)
            ? (T)new Completion(code)
            : (T)Activator.CreateInstance(typeof(T), code, null, null, null)!;

    private Delegate Around(MethodInfo adder, Delegate handler)
    {
        var name = $"event {_device}.{adder.Name["add_".Length..]}";
        var type = adder.GetParameters()[0].ParameterType;
        var around = type.IsGenericType
            ? typeof(StoppingDevice)
                .GetMethod(nameof(AroundOne), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(type.GenericTypeArguments)
                .Invoke(this, [name, handler])
            : new Action(() =>
            {
                if (_stops.Cross(name))
                    ((Action)handler)();
            });
        return _handlers[handler] = (Delegate)around!;
    }

    private Action<T> AroundOne<T>(string name, Action<T> handler) =>
        value =>
        {
            if (_stops.Cross(name))
                handler(value);
        };
}
