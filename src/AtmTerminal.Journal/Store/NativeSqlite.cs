using System.Runtime.InteropServices;
using SQLitePCL;

namespace AtmTerminal.Journal.Store;

/// <summary>Binds the managed SQLite layer to the system's own library, which the distribution patches.</summary>
internal static class NativeSqlite
{
    private const string SystemLibrary = "libsqlite3.so.0";
    private static readonly Lazy<bool> Bound = new(() => Bind(SystemLibrary));

    /// <summary>Makes SQLite usable; once per process, any thread.</summary>
    /// <exception cref="SqliteFailure">It is not installed on this machine.</exception>
    public static void Prepare() => _ = Bound.Value;

    internal static bool Bind(string systemLibrary)
    {
        if (!NativeLibrary.TryLoad(systemLibrary, out var library))
            throw new SqliteFailure(
                raw.SQLITE_CANTOPEN,
                $"{systemLibrary} is not installed (Debian package libsqlite3-0)"
            );
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (_, _, _) => library);
        }
        catch (InvalidOperationException)
        {
            // Only one resolver may be set per process. Another room with a database of its own was first and chose the same
            // library; ours is not needed then.
        }
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return true;
    }
}
