using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static AtmTerminal.Testing.Storage.Native.SqliteCodes;

namespace AtmTerminal.Testing.Storage.Native;

/// <summary>struct sqlite3_io_methods, version 2: what SQLite calls on a file that is open. Nothing here decides anything.</summary>
internal static unsafe class FileMethods
{
    private static readonly Methods* Table = MakeTable();

    /// <summary>Makes the memory that SQLite gave for a file into that file.</summary>
    public static void Fill(NativeFile* native, OpenFile file) =>
        *native = new() { Methods = Table, Handle = GCHandle.ToIntPtr(GCHandle.Alloc(file)) };

    private static OpenFile The(NativeFile* native) => (OpenFile)GCHandle.FromIntPtr(native->Handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* native)
    {
        The(native).Close();
        GCHandle.FromIntPtr(native->Handle).Free();
        *native = default;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* native, byte* bytes, int count, long offset) =>
        The(native).Read(offset, new(bytes, count));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* native, byte* bytes, int count, long offset) =>
        The(native).Write(offset, new(bytes, count));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* native, long length) => The(native).Truncate(length);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* native, int flags) => The(native).Sync();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(NativeFile* native, long* size)
    {
        *size = The(native).Length;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(NativeFile* native, int level) => The(native).Lock(level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(NativeFile* native, int level) => The(native).Unlock(level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(NativeFile* native, int* result)
    {
        *result = The(native).IsReserved() ? 1 : 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(NativeFile* native, int operation, void* argument) => NotFound;

    // As SQLite's Unix layer answers, so that SQLite writes the same bytes here as on a real file.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(NativeFile* native) => 4096;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(NativeFile* native) => PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(NativeFile* native, int region, int bytes, int extend, void** memory)
    {
        *memory = (void*)The(native).Region(region, bytes, extend != 0);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(NativeFile* native, int offset, int count, int flags) =>
        The(native).LockMemory(offset, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(NativeFile* native) => Interlocked.MemoryBarrier();

    // The memory lives as long as the file's connections; the last one to close frees it.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(NativeFile* native, int delete) => Ok;

    private static Methods* MakeTable()
    {
        var table = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        *table = new()
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            FileSize = &FileSize,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            FileControl = &FileControl,
            SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        return table;
    }

    /// <summary>struct sqlite3_file, with what is ours behind it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeFile
    {
        public Methods* Methods;
        public nint Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<NativeFile*, int> Close;
        public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<NativeFile*, long*, int> FileSize;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<NativeFile*, int*, int> CheckReservedLock;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, void*, int> FileControl;
        public delegate* unmanaged[Cdecl]<NativeFile*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<NativeFile*, int> DeviceCharacteristics;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, void**, int> ShmMap;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, int> ShmLock;
        public delegate* unmanaged[Cdecl]<NativeFile*, void> ShmBarrier;
        public delegate* unmanaged[Cdecl]<NativeFile*, int, int> ShmUnmap;
    }
}
