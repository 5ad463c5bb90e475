namespace Stateless;

/// <summary>A state machine configured by a table of permitted triggers. Triggers fired while one is being handled are queued.</summary>
public class StateMachine<TState, TTrigger>(TState initialState)
    where TState : notnull
    where TTrigger : notnull
{
    private readonly Dictionary<TState, StateConfiguration> _states = [];
    private readonly Queue<TTrigger> _queue = new();
    private Action<Transition>? _onTransitioned;
    private Action<Transition>? _onTransitionCompleted;
    private Action<TState, TTrigger> _onUnhandled = (state, trigger) =>
        throw new InvalidOperationException($"State {state} has no transition for trigger {trigger}.");
    private bool _firing;

    public TState State { get; private set; } = initialState;

    public StateConfiguration Configure(TState state)
    {
        if (!_states.TryGetValue(state, out var configuration))
            _states[state] = configuration = new StateConfiguration(state);
        return configuration;
    }

    public bool CanFire(TTrigger trigger) =>
        _states.TryGetValue(State, out var state)
        && (state.Destinations.ContainsKey(trigger) || state.Ignored.Contains(trigger));

    public void Fire(TTrigger trigger)
    {
        _queue.Enqueue(trigger);
        if (_firing)
            return;
        _firing = true;
        try
        {
            while (_queue.TryDequeue(out var next))
                FireOne(next);
        }
        finally
        {
            _firing = false;
        }
    }

    public void OnTransitioned(Action<Transition> onTransitionAction) => _onTransitioned += onTransitionAction;

    public void OnTransitionCompleted(Action<Transition> onTransitionAction) =>
        _onTransitionCompleted += onTransitionAction;

    public void OnUnhandledTrigger(Action<TState, TTrigger> unhandledTriggerAction) =>
        _onUnhandled = unhandledTriggerAction;

    private void FireOne(TTrigger trigger)
    {
        var source = Configure(State);
        if (source.Ignored.Contains(trigger))
            return;
        if (!source.Destinations.TryGetValue(trigger, out var destination))
        {
            _onUnhandled(State, trigger);
            return;
        }
        var transition = new Transition(State, destination, trigger);
        source.Exited?.Invoke(transition);
        State = destination;
        _onTransitioned?.Invoke(transition);
        Configure(destination).Entered?.Invoke(transition);
        _onTransitionCompleted?.Invoke(transition);
    }

    /// <summary>What a state permits.</summary>
    public class StateConfiguration
    {
        internal StateConfiguration(TState state) => State = state;

        public TState State { get; }

        internal Dictionary<TTrigger, TState> Destinations { get; } = [];

        internal HashSet<TTrigger> Ignored { get; } = [];

        internal Action<Transition>? Entered { get; private set; }

        internal Action<Transition>? Exited { get; private set; }

        public StateConfiguration Permit(TTrigger trigger, TState destinationState)
        {
            if (EqualityComparer<TState>.Default.Equals(State, destinationState))
                throw new ArgumentException("A transition to the same state is a PermitReentry or an Ignore.");
            Destinations.Add(trigger, destinationState);
            return this;
        }

        public StateConfiguration PermitReentry(TTrigger trigger)
        {
            Destinations.Add(trigger, State);
            return this;
        }

        public StateConfiguration Ignore(TTrigger trigger)
        {
            Ignored.Add(trigger);
            return this;
        }

        public StateConfiguration OnEntry(Action<Transition> entryAction, string? entryActionDescription = null)
        {
            Entered += entryAction;
            return this;
        }

        public StateConfiguration OnExit(Action<Transition> exitAction, string? exitActionDescription = null)
        {
            Exited += exitAction;
            return this;
        }
    }

    /// <summary>A move from one state to another.</summary>
    public class Transition(TState source, TState destination, TTrigger trigger)
    {
        public TState Source { get; } = source;

        public TState Destination { get; } = destination;

        public TTrigger Trigger { get; } = trigger;

        public bool IsReentry => EqualityComparer<TState>.Default.Equals(Source, Destination);
    }
}
