using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPlatform.Pipeline.Secrets;

/// <summary>
/// Says quickly which detectors have nothing to find. Never misses a secret, in the text or in any part of it, so it can look at a whole encoded
/// record instead of at each of its values.
/// </summary>
internal static class SecretPrefilter
{
    private const SecretKinds Signs = SecretKinds.Email | SecretKinds.Jwt | SecretKinds.Bearer;

    // Number patterns are at most 17 bytes long, so windows that overlap by 16 see each of them whole.
    private const int Window = 64;
    private const int Step = 48;

    // How far beyond its window a look for signs reads.
    private const int Reach = 6;

    /// <summary>The detectors of <paramref name="wanted"/> that may find something.</summary>
    public static SecretKinds Candidates(ReadOnlySpan<byte> text, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        if ((wanted & Signs) != 0)
        {
            found |= FindSigns(text);
        }

        if ((wanted & ~Signs) != 0)
        {
            found |= FindNumbers(text, wanted);
        }

        return found & wanted;
    }

    // What is behind the last whole step is looked at in a copy with zeros behind it.
    private static SecretKinds FindSigns(ReadOnlySpan<byte> text)
    {
        var steps = Math.Max(0, text.Length - Reach) / Window;
        var found = LookForSigns(ref MemoryMarshal.GetReference(text), steps);
        Span<byte> rest = stackalloc byte[3 * Window];
        rest.Clear();
        text[(steps * Window)..].CopyTo(rest);
        return found | LookForSigns(ref rest[0], 2);
    }

    // "@"; the rare pair of "eyJ"; three of the seven letters of "bearer ", in either case.
    private static SecretKinds LookForSigns(ref byte p, int steps)
    {
        var email = Vector512<byte>.Zero;
        var jwt = Vector512<byte>.Zero;
        var bearer = Vector512<byte>.Zero;
        var fold = Vector512.Create((byte)0x20);
        for (; steps > 0; steps--, p = ref Unsafe.Add(ref p, Window))
        {
            var here = Vector512.LoadUnsafe(ref p);
            email |= Vector512.Equals(here, Vector512.Create((byte)'@'));
            jwt |= Vector512.Equals(Vector512.LoadUnsafe(ref p, 1), Vector512.Create((byte)'y'))
                & Vector512.Equals(Vector512.LoadUnsafe(ref p, 2), Vector512.Create((byte)'J'));
            bearer |= Vector512.Equals(here | fold, Vector512.Create((byte)'b'))
                & Vector512.Equals(Vector512.LoadUnsafe(ref p, 3) | fold, Vector512.Create((byte)'r'))
                & Vector512.Equals(Vector512.LoadUnsafe(ref p, Reach), Vector512.Create((byte)' '));
        }

        return (email != Vector512<byte>.Zero ? SecretKinds.Email : 0)
            | (jwt != Vector512<byte>.Zero ? SecretKinds.Jwt : 0)
            | (bearer != Vector512<byte>.Zero ? SecretKinds.Bearer : 0);
    }

    private static SecretKinds FindNumbers(ReadOnlySpan<byte> text, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at + Window <= text.Length; at += Step)
        {
            found |= LookForNumbers(Vector512.LoadUnsafe(ref start, (nuint)at), wanted);
        }

        Span<byte> rest = stackalloc byte[Window];
        rest.Clear();
        text[at..].CopyTo(rest);
        return found | LookForNumbers(Vector512.Create<byte>(rest), wanted);
    }

    // Bit i of a mask is byte i of the window, so "mask >> 3" asks for the byte three places further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SecretKinds LookForNumbers(Vector512<byte> window, SecretKinds wanted)
    {
        var found = SecretKinds.None;
        var digits = Digits(window);
        if ((wanted & SecretKinds.Card) != 0)
        {
            // Thirteen digits; or four, a separator, and three more. (Any byte for the separator would let many hexadecimal ids through.)
            var two = digits & (digits >> 1);
            var four = two & (two >> 2);
            var thirteen = four & (four >> 4) & (four >> 8) & (digits >> 12);
            var separators = Mask(window, (byte)' ') | Mask(window, (byte)'-');
            var groups = four & (separators >> 4) & (two >> 5) & (digits >> 7);
            found |= (thirteen | groups) != 0 ? SecretKinds.Card : 0;
        }

        if ((wanted & SecretKinds.Ipv4) != 0)
        {
            // Dots before digits, two of them at most four places apart.
            var dots = Mask(window, (byte)'.') & (digits >> 1);
            found |= (dots & ((dots >> 2) | (dots >> 3) | (dots >> 4))) != 0 ? SecretKinds.Ipv4 : 0;
        }

        if ((wanted & SecretKinds.Ipv6) != 0)
        {
            // "::", or four colons with at most four bytes between neighbours.
            var colons = Mask(window, (byte)':');
            var three = colons & Near(colons & Near(colons));
            found |= ((colons & (colons >> 1)) | (colons & Near(three))) != 0 ? SecretKinds.Ipv6 : 0;
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Near(ulong colons) => (colons >> 2) | (colons >> 3) | (colons >> 4) | (colons >> 5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector512<byte> window, byte wanted) => Vector512.Equals(window, Vector512.Create(wanted)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(Vector512<byte> window)
    {
        var shifted = window - Vector512.Create((byte)'0');
        return Vector512.Equals(Vector512.Min(shifted, Vector512.Create((byte)9)), shifted).ExtractMostSignificantBits();
    }
}
