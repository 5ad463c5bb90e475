using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>The floor of every durable commit: 512 bytes into a file that has its size already, and fdatasync.</summary>
internal sealed class RawFloor : IDisposable
{
    private const int BlockBytes = 512;
    private const int Blocks = 8192;

    private readonly SafeFileHandle _file;
    private readonly byte[] _block = new byte[BlockBytes];
    private long _next;

    public RawFloor(string path)
    {
        File.WriteAllBytes(path, new byte[BlockBytes * Blocks]);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        Sync();
    }

    public void Commit()
    {
        _block[0] ^= 1;
        RandomAccess.Write(_file, _block, _next++ % Blocks * BlockBytes);
        Sync();
    }

    public void Dispose() => _file.Dispose();

    private void Sync()
    {
        if (fdatasync(_file) != 0)
            throw new IOException("fdatasync failed.");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fdatasync(SafeFileHandle file);
}
