using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static AtmTerminal.Testing.Storage.Native.SqliteCodes;

namespace AtmTerminal.Testing.Storage.Native;

/// <summary>
/// SQLite's file system (sqlite3.h, "OS Interface Object"), registered as the default of the process: paths of simulated disks
/// end here, all others go on to the one that was the default before. The managed SQLite layer has no call for it.
/// </summary>
internal static unsafe partial class SqliteVfs
{
    private const string Library = "libsqlite3.so.0";
    private const int AccessExists = 0;

    private static readonly Lazy<nint> Registered = new(MakeAndRegister);
    private static Vfs* s_ordinary;

    /// <summary>Makes simulated disks known to SQLite; once per process, any thread.</summary>
    /// <exception cref="InvalidOperationException">SQLite refuses.</exception>
    public static void Register() => _ = Registered.Value;

    private static nint MakeAndRegister()
    {
        s_ordinary = sqlite3_vfs_find(null);
        var vfs = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        // Clock, random numbers and loading of extensions stay what they are.
        *vfs = *s_ordinary;
        vfs->Next = null;
        vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8("simulated-disk");
        vfs->FileBytes = Math.Max(s_ordinary->FileBytes, sizeof(FileMethods.NativeFile));
        vfs->Open = &Open;
        vfs->Delete = &Delete;
        vfs->Access = &Access;
        vfs->FullPathname = &FullPathname;
        var code = sqlite3_vfs_register(vfs, 1);
        return code == Ok ? (nint)vfs : throw new InvalidOperationException($"SQLite refuses the disk ({code}).");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* path, FileMethods.NativeFile* file, int flags, int* outFlags)
    {
        if (At(path) is not var (disk, name))
            return s_ordinary->Open(s_ordinary, path, file, flags, outFlags);
        *file = default;
        if (disk is null or { IsOff: true })
            return CannotOpen;
        var found = disk.TryFind(name);
        if (found is not null && (flags & OpenExclusive) != 0)
            return CannotOpen;
        if (found is null && (flags & OpenCreate) != 0)
            found = disk.TryCreate(name);
        if (found is null)
            return CannotOpen;
        FileMethods.Fill(file, new OpenFile(disk, name, found, flags));
        if (outFlags is not null)
            *outFlags = flags;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* path, int syncFolder)
    {
        if (At(path) is not var (disk, name))
            return s_ordinary->Delete(s_ordinary, path, syncFolder);
        if (disk is null or { IsOff: true })
            return DeleteFailed;
        if (disk.TryFind(name) is null)
            return NothingToDelete;
        return disk.Delete(name) && (syncFolder == 0 || disk.TrySyncFolder()) ? Ok : DeleteFailed;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(Vfs* vfs, byte* path, int flags, int* result)
    {
        if (At(path) is not var (disk, name))
            return s_ordinary->Access(s_ordinary, path, flags, result);
        if (disk is null or { IsOff: true })
            return AccessFailed;
        // An empty file counts as none when only its existence is asked for, as in SQLite's Unix layer.
        *result = disk.TryFind(name) is { } file && (flags != AccessExists || file.Length > 0) ? 1 : 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPathname(Vfs* vfs, byte* path, int capacity, byte* full)
    {
        if (At(path) is null)
            return s_ordinary->FullPathname(s_ordinary, path, capacity, full);
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
        if (bytes.Length >= capacity)
            return CannotOpen;
        bytes.CopyTo(new Span<byte>(full, capacity));
        full[bytes.Length] = 0;
        return Ok;
    }

    // SQLite gives no path for its temporary files.
    private static (SimulatedDisk? Disk, string Name)? At(byte* path)
    {
        if (path is null)
            return null;
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
        return bytes.StartsWith("/simulated-disk/"u8) ? SimulatedDisk.At(Encoding.UTF8.GetString(bytes)) : null;
    }

    [LibraryImport(Library)]
    private static partial Vfs* sqlite3_vfs_find(byte* name);

    [LibraryImport(Library)]
    private static partial int sqlite3_vfs_register(Vfs* vfs, int makeDefault);

    /// <summary>struct sqlite3_vfs, version 3.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Vfs
    {
        public int Version;
        public int FileBytes;
        public int MostPathBytes;
        public Vfs* Next;
        public byte* Name;
        public nint AppData;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, FileMethods.NativeFile*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int*, int> Access;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, byte*, int> FullPathname;
        public fixed long Rest[12];
    }
}
