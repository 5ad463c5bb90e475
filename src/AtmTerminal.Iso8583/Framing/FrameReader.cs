using System.Security.Cryptography;

namespace AtmTerminal.Iso8583;

/// <summary>What a <see cref="FrameReader"/> has to say.</summary>
public enum FrameState : byte
{
    /// <summary>No whole frame yet: read more bytes from the line.</summary>
    NeedsMore,

    /// <summary>A message is there.</summary>
    Message,

    /// <summary>The line is out of step. No further frame can be found on it: close it.</summary>
    Broken,
}

/// <summary>Cuts the bytes of one connection into messages, in memory of fixed size, however the bytes arrive.</summary>
/// <remarks>
/// Read from the line into <see cref="Free"/>, tell how much came with <see cref="Received"/>, then take messages until
/// there are no more. A message is valid until the next call. One reader per connection, one thread at a time.
/// </remarks>
public sealed class FrameReader
{
    private readonly byte[] _bytes = new byte[2 * Frame.MostBytes];
    private int _start;
    private int _end;

    /// <summary>Where the next bytes of the line go. Never empty after all messages have been taken.</summary>
    public Memory<byte> Free => _bytes.AsMemory(_end);

    /// <summary>True when a frame has begun and is not yet whole.</summary>
    public bool IsInsideFrame => _end > _start;

    /// <summary>Counts bytes the line has put into <see cref="Free"/>.</summary>
    public void Received(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    /// <summary>Takes the next whole message out of what has come.</summary>
    /// <param name="message">The message without its header; empty unless the answer is <see cref="FrameState.Message"/>.</param>
    /// <param name="error">Why the line is broken; no fault otherwise.</param>
    public FrameState TryTake(out ReadOnlySpan<byte> message, out DecodeError error)
    {
        message = default;
        error = default;
        var waiting = _bytes.AsSpan(_start, _end - _start);
        if (waiting.Length < Frame.HeaderBytes)
        {
            MakeRoom();
            return FrameState.NeedsMore;
        }

        var fault = Frame.Check(waiting, out var messageBytes);
        if (fault != DecodeFault.None)
        {
            error = new DecodeError(fault);
            return FrameState.Broken;
        }

        if (waiting.Length < Frame.HeaderBytes + messageBytes)
        {
            MakeRoom();
            return FrameState.NeedsMore;
        }

        message = waiting.Slice(Frame.HeaderBytes, messageBytes);
        _start += Frame.HeaderBytes + messageBytes;
        return FrameState.Message;
    }

    /// <summary>What is wrong when the line closes now; <c>null</c> when it closes between two frames.</summary>
    public DecodeError? Closed() =>
        (_end - _start) switch
        {
            0 => null,
            < Frame.HeaderBytes => new DecodeError(DecodeFault.FrameTooShort),
            _ => new DecodeError(DecodeFault.FrameLengthMismatch),
        };

    /// <summary>What is wrong when the time for a frame is over now; <c>null</c> when none has begun.</summary>
    public DecodeError? TimedOut() => IsInsideFrame ? new DecodeError(DecodeFault.FrameTimeout) : null;

    /// <summary>Forgets and zeroes everything, for the next connection.</summary>
    public void Reset()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        (_start, _end) = (0, 0);
    }

    private void MakeRoom()
    {
        var waiting = _end - _start;
        if (_start > 0)
        {
            _bytes.AsSpan(_start, waiting).CopyTo(_bytes);
            CryptographicOperations.ZeroMemory(_bytes.AsSpan(waiting, _end - waiting));
            (_start, _end) = (0, waiting);
        }
    }
}
