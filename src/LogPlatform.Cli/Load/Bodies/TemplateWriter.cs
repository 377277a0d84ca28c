using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Collects the bytes of a template and remembers where its varying parts are.</summary>
internal sealed class TemplateWriter
{
    private readonly List<byte> _bytes = [];
    private readonly List<Patch> _patches = [];
    private readonly List<int> _times = [];
    private int _number = -1;

    /// <summary>Bytes so far.</summary>
    public int Length => _bytes.Count;

    /// <summary>Adds bytes as they are.</summary>
    public TemplateWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Adds text as it is, without marks.</summary>
    public TemplateWriter Raw(string text) => Raw(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds text; <c>#</c> and <c>~</c> in it vary.</summary>
    public TemplateWriter Varying(string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is (byte)'#' or (byte)'~')
            {
                _patches.Add(new Patch(_bytes.Count, b == '#' ? PatchKind.Digit : PatchKind.Hex));
            }

            _bytes.Add(b);
        }

        return this;
    }

    /// <summary>Adds <paramref name="count"/> bytes that vary freely.</summary>
    public TemplateWriter VaryingBytes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _patches.Add(new Patch(_bytes.Count, PatchKind.Byte));
            _bytes.Add(0);
        }

        return this;
    }

    /// <summary>Leaves <paramref name="width"/> bytes for the time.</summary>
    public TemplateWriter Time(int width)
    {
        _times.Add(_bytes.Count);
        return Raw(new byte[width]);
    }

    /// <summary>Marks where the number goes.</summary>
    public TemplateWriter Number()
    {
        _number = _bytes.Count;
        return this;
    }

    /// <summary>Adds a protobuf varint.</summary>
    public TemplateWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }

    /// <summary>Adds a protobuf string field; the marks in it vary.</summary>
    public TemplateWriter Field(int field, string text)
    {
        Varint((uint)(field << 3) | 2);
        Varint((ulong)Encoding.UTF8.GetByteCount(text));
        return Varying(text);
    }

    /// <summary>Adds a protobuf message field with its varying parts. It must hold no time and no number.</summary>
    public TemplateWriter Field(int field, TemplateWriter message)
    {
        Varint((uint)(field << 3) | 2);
        Varint((ulong)message.Length);
        foreach (var patch in message._patches)
        {
            _patches.Add(patch with { Offset = patch.Offset + _bytes.Count });
        }

        _bytes.AddRange(message._bytes);
        return this;
    }

    /// <summary>Adds a protobuf integer field.</summary>
    public TemplateWriter Field(int field, ulong value) => Varint((uint)(field << 3)).Varint(value);

    /// <summary>Adds a protobuf double field.</summary>
    public TemplateWriter Field(int field, double value)
    {
        Span<byte> bits = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bits, value);
        return Varint((uint)(field << 3) | 1).Raw(bits);
    }

    /// <summary>The bytes so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>The finished template. Without <see cref="Number"/> the number goes to the end.</summary>
    public RecordTemplate ToTemplate(SampleRecord sample) => new(
        sample.Service,
        sample.Scope,
        [.. _bytes],
        _number < 0 ? _bytes.Count : _number,
        [.. _times],
        [.. _patches]);
}
