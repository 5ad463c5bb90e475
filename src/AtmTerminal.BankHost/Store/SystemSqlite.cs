using System.Runtime.InteropServices;

namespace AtmTerminal.BankHost;

/// <summary>Makes the managed SQLite driver use the library of the operating system, which the distribution keeps patched.</summary>
internal static class SystemSqlite
{
    private const string Library = "libsqlite3.so.0";
    private static readonly Lazy<bool> Prepared = new(Prepare);

    /// <summary>Once per process, before the first connection; any thread, any number of times.</summary>
    /// <exception cref="PlatformNotSupportedException">The library is not installed; the message says which package has it.</exception>
    public static void Use()
    {
        if (!Prepared.Value)
            throw new PlatformNotSupportedException($"{Library} is not installed (Debian package libsqlite3-0).");
    }

    private static bool Prepare()
    {
        if (!NativeLibrary.TryLoad(Library, out var library))
            return false;
        try
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => name == "e_sqlite3" ? library : 0
            );
        }
        catch (InvalidOperationException)
        {
            // An assembly takes one resolver. Another room of this process has set it already, to the same library.
        }
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        return true;
    }
}
