using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>What a counter says.</summary>
/// <param name="Seq">A row that is known to have existed; 0 when nothing is known.</param>
/// <param name="Problem">Why nothing is known, in one sentence; <c>null</c> when the counter could be read.</param>
public readonly record struct HeadCount(long Seq, string? Problem);

/// <summary>
/// A row number of the journal in a small file of its own. It belongs on another medium than the journal: then a journal that was
/// put back to an older image ends before the number, also when no host can be asked (D9). It may lag behind, and never leads.
/// </summary>
/// <remarks>
/// The number is followed by a check over its digits, so that a digit that rots stops no machine. The check is no seal: whoever
/// may write to both media can put both back.
/// </remarks>
public sealed class HeadCounter
{
    private const int CheckDigits = 8;
    private readonly string _path;
    private readonly IDisk _disk;

    internal HeadCounter(string path, IDisk disk) => (_path, _disk) = (path, disk);

    /// <param name="path">Absolute. Its folder is never made: a medium that is not there must not be replaced by an empty folder.</param>
    public static HeadCounter InFile(string path) => new(path, Disk.Real);

    /// <summary>Reads it; before the journal is opened.</summary>
    public HeadCount Read()
    {
        try
        {
            if (!_disk.Exists(_path))
                return Unknown("is not there");
            return Number(Encoding.ASCII.GetString(_disk.Read(_path))) is { } seq
                ? new(seq, null)
                : Unknown("holds no row number");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unknown($"cannot be read ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>
    /// Puts a number in the place of the one before, durably; after a power cut it is one of the two. It waits for the medium, so
    /// it has no place while a customer is served.
    /// </summary>
    /// <param name="headSeq">A row that is durable in the journal.</param>
    /// <returns><c>null</c>, or one sentence that says why it was not written.</returns>
    public string? Write(long headSeq)
    {
        try
        {
            var unfinished = _path + ".new";
            _disk.WriteSecret(unfinished, Encoding.ASCII.GetBytes(Text(headSeq)));
            _disk.Replace(unfinished, _path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The counter {_path} could not be written ({e.Message.TrimEnd('.')}): it lags behind the journal.";
        }
    }

    private HeadCount Unknown(string what) =>
        new(0, $"The counter {_path} {what}: this start would not notice an older copy of the journal.");

    private static long? Number(string text) =>
        text.Split(' ') is [var digits, _]
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
        && text == Text(seq)
            ? seq
            : null;

    private static string Text(long seq)
    {
        var digits = seq.ToString(CultureInfo.InvariantCulture);
        return $"{digits} {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digits)))[..CheckDigits]}\n";
    }
}
