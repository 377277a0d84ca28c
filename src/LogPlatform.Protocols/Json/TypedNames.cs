namespace LogPlatform.Protocols.Json;

/// <summary>
/// The names that mark what JSON has no type for: <c>{"$bytes":"base64"}</c>, <c>{"$double":"NaN"}</c>. A member that is really called so gets one more <c>$</c> in front,
/// and so on, so the form stays unambiguous.
/// </summary>
internal static class TypedNames
{
    public static ReadOnlySpan<byte> Bytes => "$bytes"u8;

    public static ReadOnlySpan<byte> Double => "$double"u8;

    /// <summary>Whether a name would be taken for a mark, or for an escaped one.</summary>
    public static bool NeedsEscape(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] != '$')
        {
            return false;
        }

        var rest = name.TrimStart((byte)'$');
        return rest.SequenceEqual("bytes"u8) || rest.SequenceEqual("double"u8);
    }

    /// <summary>Whether a name in JSON is an escaped one: without its first <c>$</c> it is the real name.</summary>
    public static bool IsEscaped(ReadOnlySpan<byte> name) => name.StartsWith("$$"u8) && NeedsEscape(name);
}
