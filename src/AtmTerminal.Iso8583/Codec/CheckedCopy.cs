using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AtmTerminal.Iso8583;

/// <summary>Copies characters and looks at them on the way: they are in a register anyhow.</summary>
/// <remarks>
/// Both ends of a field are loaded as whole words that overlap in the middle, so a short field needs no loop, and nothing
/// outside source and destination is touched.
/// </remarks>
internal static class CheckedCopy
{
    /// <summary>Copies all of the source; lanes of <paramref name="outside"/> become non-zero when a character is not of the class.</summary>
    /// <param name="destination">Not shorter than the source; the caller has looked.</param>
    public static void Copy(
        ContentClass content,
        scoped ReadOnlySpan<byte> source,
        Span<byte> destination,
        ref Vector128<byte> outside
    )
    {
        var members = CharacterClasses.MembersOf(content);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination[..source.Length]);
        var length = (nuint)(uint)source.Length;
        if (length >= 8)
        {
            if (length > 16)
            {
                CopyLong(members, ref from, ref to, length, ref outside);
                return;
            }

            outside |= CharacterClasses.Outside(members, CopyEights(ref from, ref to, length - 8));
        }
        else if (length >= 4)
        {
            outside |= CharacterClasses.Outside(members, CopyFours(ref from, ref to, length - 4));
        }
        else if (length > 0)
        {
            outside |= CharacterClasses.Outside(members, CopyFew(ref from, ref to, length));
        }
    }

    private static void CopyLong(
        Vector128<byte> members,
        ref byte from,
        ref byte to,
        nuint length,
        ref Vector128<byte> outside
    )
    {
        var last = length - 16;
        var found = CharacterClasses.Outside(members, CopySixteen(ref from, ref to, last));
        for (nuint at = 0; at < last; at += 16)
        {
            found |= CharacterClasses.Outside(members, CopySixteen(ref from, ref to, at));
        }

        outside |= found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> CopySixteen(ref byte from, ref byte to, nuint at)
    {
        var characters = Vector128.LoadUnsafe(ref from, at);
        characters.StoreUnsafe(ref to, at);
        return characters;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> CopyEights(ref byte from, ref byte to, nuint last)
    {
        var first = Unsafe.ReadUnaligned<ulong>(ref from);
        var second = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, last));
        Unsafe.WriteUnaligned(ref to, first);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), second);
        return Vector128.Create(first, second).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> CopyFours(ref byte from, ref byte to, nuint last)
    {
        var first = Unsafe.ReadUnaligned<uint>(ref from);
        var second = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, last));
        Unsafe.WriteUnaligned(ref to, first);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), second);
        return Vector128.Create(first | ((ulong)second << 32)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> CopyFew(ref byte from, ref byte to, nuint length)
    {
        uint first = from;
        uint middle = Unsafe.Add(ref from, length >> 1);
        uint last = Unsafe.Add(ref from, length - 1);
        to = unchecked((byte)first);
        Unsafe.Add(ref to, length >> 1) = unchecked((byte)middle);
        Unsafe.Add(ref to, length - 1) = unchecked((byte)last);
        return Vector128.Create(first | (middle << 8) | (last << 16) | (last << 24)).AsByte();
    }
}
