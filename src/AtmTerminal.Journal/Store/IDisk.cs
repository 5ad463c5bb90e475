namespace AtmTerminal.Journal.Store;

/// <summary>
/// What the journal does with files beside SQLite: reads its key, and makes a file's existence as durable as its contents.
/// Paths are absolute. Failures are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IDisk
{
    bool Exists(string path);

    long LengthOf(string path);

    byte[] Read(string path);

    void MakeFolder(string path);

    /// <summary>Deletes a file if it is there.</summary>
    void Delete(string path);

    /// <summary>Writes a small file that only its owner can read, and makes its contents durable.</summary>
    void WriteSecret(string path, ReadOnlySpan<byte> bytes);

    /// <summary>Makes the contents of a finished file durable.</summary>
    void Sync(string path);

    /// <summary>Gives a finished file its real name, durably.</summary>
    /// <exception cref="IOException">The name may or may not be durable.</exception>
    void Publish(string from, string to);

    /// <summary>As <see cref="Publish"/>, and whatever has the name now is gone.</summary>
    /// <exception cref="IOException">The name may stand for either file.</exception>
    void Replace(string from, string to);
}
