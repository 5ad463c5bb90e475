namespace Stateless;

/// <summary>A state machine configured by a table of permitted triggers. Triggers fired while one is being handled are queued.</summary>
public class StateMachine<TState, TTrigger>
{
    private readonly Dictionary<TState, Dictionary<TTrigger, Answer>> _answers = [];
    private readonly Queue<TTrigger> _queue = new();
    private Action<Transition> _onTransitionCompleted;
    private bool _firing;

    public StateMachine(TState initialState) => State = initialState;

    internal enum Meaning
    {
        Move,
        Nothing,

        // The package accepts two answers to one trigger and complains when the trigger is fired.
        Ambiguous,
    }

    public TState State { get; private set; }

    public StateConfiguration Configure(TState state) => new(state, AnswersOf(state));

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

    public void OnTransitionCompleted(Action<Transition> onTransitionAction)
    {
        ArgumentNullException.ThrowIfNull(onTransitionAction);
        _onTransitionCompleted += onTransitionAction;
    }

    private Dictionary<TTrigger, Answer> AnswersOf(TState state)
    {
        if (!_answers.TryGetValue(state, out var answers))
            _answers[state] = answers = [];
        return answers;
    }

    private void FireOne(TTrigger trigger)
    {
        if (!AnswersOf(State).TryGetValue(trigger, out var answer))
            throw new InvalidOperationException($"State {State} has no transition for trigger {trigger}.");
        if (answer.Meaning == Meaning.Ambiguous)
            throw new InvalidOperationException($"State {State} has more than one answer to trigger {trigger}.");
        if (answer.Meaning == Meaning.Nothing)
            return;
        var transition = new Transition(State, trigger);
        State = answer.Destination;
        _onTransitionCompleted?.Invoke(transition);
    }

    internal readonly record struct Answer(Meaning Meaning, TState Destination);

    /// <summary>What a state permits.</summary>
    public class StateConfiguration
    {
        private readonly Dictionary<TTrigger, Answer> _answers;
        private readonly TState _state;

        internal StateConfiguration(TState state, Dictionary<TTrigger, Answer> answers) =>
            (_state, _answers) = (state, answers);

        public StateConfiguration Permit(TTrigger trigger, TState destinationState)
        {
            if (destinationState.Equals(_state))
                throw new ArgumentException("A transition to the same state is a PermitReentry or an Ignore.");
            return Add(trigger, Meaning.Move, destinationState);
        }

        public StateConfiguration PermitReentry(TTrigger trigger) => Add(trigger, Meaning.Move, _state);

        public StateConfiguration Ignore(TTrigger trigger) => Add(trigger, Meaning.Nothing, _state);

        private StateConfiguration Add(TTrigger trigger, Meaning meaning, TState destination)
        {
            if (!_answers.TryAdd(trigger, new Answer(meaning, destination)))
                _answers[trigger] = new Answer(Meaning.Ambiguous, destination);
            return this;
        }
    }

    /// <summary>A move from one state to another.</summary>
    public class Transition
    {
        internal Transition(TState source, TTrigger trigger) => (Source, Trigger) = (source, trigger);

        public TState Source { get; }

        public TTrigger Trigger { get; }
    }
}
