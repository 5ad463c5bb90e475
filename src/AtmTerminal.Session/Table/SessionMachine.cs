using Stateless;

namespace AtmTerminal.Session.Table;

/// <summary>Drives Stateless by <see cref="SessionTable"/>, and adds no rule of its own.</summary>
public sealed class SessionMachine
{
    private readonly StateMachine<SessionState, SessionTrigger> _machine;

    /// <param name="initial">Where it begins; no row is reported for it.</param>
    /// <param name="onRow">Called after each transition with the row that led there.</param>
    public SessionMachine(SessionState initial, Action<SessionRow> onRow)
    {
        _machine = new(initial);
        foreach (var state in Enum.GetValues<SessionState>())
            Configure(_machine.Configure(state), state);
        _machine.OnTransitionCompleted(t => onRow(SessionTable.Find(t.Source, t.Trigger)!));
    }

    public SessionState State => _machine.State;

    /// <summary>Reports a fact. Facts reported while one is being handled wait their turn.</summary>
    /// <exception cref="InvalidOperationException">The table refuses the pair: a bug.</exception>
    public void Fire(SessionTrigger trigger) => _machine.Fire(trigger);

    private static void Configure(
        StateMachine<SessionState, SessionTrigger>.StateConfiguration configuration,
        SessionState state
    )
    {
        foreach (var trigger in Enum.GetValues<SessionTrigger>())
            switch (SessionTable.MeaningOf(state, trigger))
            {
                case PairMeaning.Row when SessionTable.Find(state, trigger)!.To == state:
                    configuration.PermitReentry(trigger);
                    break;
                case PairMeaning.Row:
                    configuration.Permit(trigger, SessionTable.Find(state, trigger)!.To);
                    break;
                case PairMeaning.Ignored:
                    configuration.Ignore(trigger);
                    break;
            }
    }
}
