using System.Collections.Concurrent;
using AtmTerminal.Lab.Web;

namespace AtmTerminal.Browser.Tests.Board;

/// <summary>A machine that shows what the test says and remembers what hands did.</summary>
internal sealed class ScriptedPanel : IBoardPanel
{
    private readonly SemaphoreSlim _done = new(0);
    private volatile BoardView _view = SampleBoard.AtRest;

    public ConcurrentQueue<BoardAction> Done { get; } = [];

    /// <summary>Why the next actions cannot be done; <c>null</c>: they can.</summary>
    public string? Refusal { get; set; }

    public BoardView Look() => _view;

    public void Show(BoardView view) => _view = view;

    public Task<string?> DoAsync(BoardAction action, CancellationToken cancellationToken)
    {
        Done.Enqueue(action);
        _done.Release();
        return Task.FromResult(Refusal);
    }

    /// <summary>Waits until hands have done so many things in all.</summary>
    public async Task HasDoneAsync(int count)
    {
        while (Done.Count < count)
            Assert.That(await _done.WaitAsync(TimeSpan.FromSeconds(15)), $"only {Done.Count} of {count} actions came");
    }
}
