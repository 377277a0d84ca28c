using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Otlp;

/// <summary>The name of a member, compared with the names that OTLP's JSON gives a field.</summary>
internal readonly ref struct OtlpJsonFields
{
    private readonly ReadOnlySpan<byte> _name;

    private OtlpJsonFields(ReadOnlySpan<byte> name) => _name = name;

    /// <summary>Steps to the value of the next member of the current object; false at the object's end.</summary>
    public static bool Next(ref JsonCursor cursor, out OtlpJsonFields name)
    {
        name = default;
        if (!cursor.ReadName())
        {
            return false;
        }

        name = new OtlpJsonFields(cursor.Reader.ValueSpan);
        return cursor.Read();
    }

    /// <summary>Whether the member is this field.</summary>
    public bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>Whether the member is this field, by its lowerCamelCase name or by that of the <c>.proto</c> file.</summary>
    public bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> protoName) => _name.SequenceEqual(name) || _name.SequenceEqual(protoName);
}
