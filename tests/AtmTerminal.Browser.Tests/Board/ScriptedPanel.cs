using System.Collections.Concurrent;
using AtmTerminal.Lab.Web;

namespace AtmTerminal.Browser.Tests.Board;

/// <summary>A machine that shows what the test says and remembers what hands did.</summary>
internal sealed class ScriptedPanel : IBoardPanel
{
    private volatile BoardView _view = SampleBoard.AtRest;

    public ConcurrentQueue<BoardAction> Done { get; } = [];

    /// <summary>Why the next actions cannot be done; <c>null</c>: they can.</summary>
    public string? Refusal { get; set; }

    public BoardView Look() => _view;

    public void Show(BoardView view) => _view = view;

    public Task<string?> DoAsync(BoardAction action, CancellationToken cancellationToken)
    {
        Done.Enqueue(action);
        return Task.FromResult(Refusal);
    }
}
