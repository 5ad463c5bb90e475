using System.Reflection;
using System.Runtime.InteropServices;

namespace AtmTerminal.BankHost;

/// <summary>Makes the managed SQLite driver use the library of the operating system, which the distribution keeps patched.</summary>
internal static class SystemSqlite
{
    private static readonly Lazy<bool> Prepared = new(Prepare);

    /// <summary>Once per process, before the first connection; any thread, any number of times.</summary>
    public static void Use() => _ = Prepared.Value;

    private static bool Prepare()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // Another room of this process has set the same resolver already; an assembly takes only one.
        }
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var library) ? library : 0;
}
