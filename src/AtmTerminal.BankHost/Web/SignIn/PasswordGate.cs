namespace AtmTerminal.BankHost;

/// <summary>
/// Lets one password be looked at at a time, since each costs a core for a fifth of a second: strangers at the sign-in must not
/// take the machine from the terminals.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Runs <paramref name="work"/> when it is its turn.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
