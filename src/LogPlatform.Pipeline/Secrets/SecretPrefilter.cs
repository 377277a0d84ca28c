using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// Says quickly which detectors have nothing to find. One pass over the bytes; never misses a secret, in the text or in any part of it, so it can
/// look at a whole encoded record instead of at each of its values.
/// </summary>
internal static class SecretPrefilter
{
    // Patterns that are looked for in the masks of a window are at most 17 bytes long, so windows overlap by 16.
    private const int Window = 64;
    private const int Step = 48;
    private const int Reach = Window + 8;

    /// <summary>The detectors of <paramref name="wanted"/> that may find something.</summary>
    public static SecretKinds Candidates(ReadOnlySpan<byte> text, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + Reach <= text.Length; at += Step)
        {
            found |= Look(ref Unsafe.Add(ref start, at), wanted);
        }

        // What is left, with zeros behind it: at most 71 bytes, of which two windows see all.
        Span<byte> rest = stackalloc byte[Step + Reach];
        rest.Clear();
        text[at..].CopyTo(rest);
        found |= Look(ref rest[0], wanted);
        if (text.Length - at > Step)
        {
            found |= Look(ref rest[Step], wanted);
        }

        return found & wanted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SecretKinds Look(ref byte p, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        var low = Vector256.LoadUnsafe(ref p);
        var high = Vector256.LoadUnsafe(ref p, 32);
        if ((wanted & SecretKinds.Email) != 0)
        {
            var sign = Vector256.Create((byte)'@');
            found |= (Vector256.Equals(low, sign) | Vector256.Equals(high, sign)) != Vector256<byte>.Zero ? SecretKinds.Email : 0;
        }

        if ((wanted & (SecretKinds.Card | SecretKinds.Ipv4)) != 0)
        {
            found |= Numbers(low, high, wanted);
        }

        if ((wanted & SecretKinds.Ipv6) != 0)
        {
            found |= HasAddress(Mask(low, high, (byte)':')) ? SecretKinds.Ipv6 : 0;
        }

        if ((wanted & SecretKinds.Jwt) != 0)
        {
            found |= (Jwt(ref p) | Jwt(ref Unsafe.Add(ref p, 32))) != Vector256<byte>.Zero ? SecretKinds.Jwt : 0;
        }

        if ((wanted & SecretKinds.Bearer) != 0)
        {
            found |= (Bearer(ref p) | Bearer(ref Unsafe.Add(ref p, 32))) != Vector256<byte>.Zero ? SecretKinds.Bearer : 0;
        }

        return found;
    }

    // Bit i of a mask is byte i of the window, so "m >> 3" asks for the byte three places further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SecretKinds Numbers(Vector256<byte> low, Vector256<byte> high, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        var digits = Digits(low) | ((ulong)Digits(high) << 32);
        if ((wanted & SecretKinds.Card) != 0)
        {
            var two = digits & (digits >> 1);
            var four = two & (two >> 2);
            var eight = four & (four >> 4);
            var thirteen = eight & (four >> 8) & (digits >> 12);
            var separators = Mask(low, high, (byte)' ') | Mask(low, high, (byte)'-');
            var groups = four & (separators >> 4) & (two >> 5) & (digits >> 7);
            found |= (thirteen | groups) != 0 ? SecretKinds.Card : 0;
        }

        if ((wanted & SecretKinds.Ipv4) != 0)
        {
            // Dots between digits, two of them at most four places apart.
            var dots = Mask(low, high, (byte)'.') & (digits >> 1);
            var near = dots & ((dots >> 2) | (dots >> 3) | (dots >> 4));
            found |= near != 0 ? SecretKinds.Ipv4 : 0;
        }

        return found;
    }

    // "::", or four colons with at most four bytes between neighbours.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasAddress(ulong colons)
    {
        var two = colons & Near(colons);
        var three = colons & Near(two);
        return ((colons & (colons >> 1)) | (colons & Near(three))) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Near(ulong colons) => (colons >> 2) | (colons >> 3) | (colons >> 4) | (colons >> 5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Jwt(ref byte p) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref p), Vector256.Create((byte)'e'))
        & Vector256.Equals(Vector256.LoadUnsafe(ref p, 1), Vector256.Create((byte)'y'))
        & Vector256.Equals(Vector256.LoadUnsafe(ref p, 2), Vector256.Create((byte)'J'));

    // Three of the seven letters of "bearer ", in either case.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Bearer(ref byte p)
    {
        var fold = Vector256.Create((byte)0x20);
        return Vector256.Equals(Vector256.LoadUnsafe(ref p) | fold, Vector256.Create((byte)'b'))
            & Vector256.Equals(Vector256.LoadUnsafe(ref p, 3) | fold, Vector256.Create((byte)'r'))
            & Vector256.Equals(Vector256.LoadUnsafe(ref p, 6), Vector256.Create((byte)' '));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte wanted)
    {
        var sign = Vector256.Create(wanted);
        return Vector256.Equals(low, sign).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, sign).ExtractMostSignificantBits() << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Digits(Vector256<byte> bytes)
    {
        var shifted = bytes - Vector256.Create((byte)'0');
        return Vector256.Equals(Vector256.Min(shifted, Vector256.Create((byte)9)), shifted).ExtractMostSignificantBits();
    }
}
