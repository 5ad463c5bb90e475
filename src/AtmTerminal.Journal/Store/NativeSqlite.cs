using System.Runtime.InteropServices;
using SQLitePCL;

namespace AtmTerminal.Journal.Store;

/// <summary>Binds the managed SQLite layer to the system's own library, which the distribution patches.</summary>
internal static class NativeSqlite
{
    private const string SystemLibrary = "libsqlite3.so.0";
    private static readonly Lazy<string?> Problem = new(Bind);

    /// <summary>Makes SQLite usable; once per process, any thread.</summary>
    /// <returns><c>null</c>, or what is missing on this machine.</returns>
    public static string? Prepare() => Problem.Value;

    private static string? Bind()
    {
        if (!NativeLibrary.TryLoad(SystemLibrary, out var library))
            return $"{SystemLibrary} is not installed (Debian package libsqlite3-0).";
        try
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero
            );
        }
        catch (InvalidOperationException)
        {
            // Only one resolver may be set per process. Another room with a database of its own was first and chose the same
            // library; ours is not needed then.
        }
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return null;
    }
}
