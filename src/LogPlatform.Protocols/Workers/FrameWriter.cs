using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.Protocols.Workers;

/// <summary>Little-endian fields appended to a buffer.</summary>
internal readonly ref struct FrameWriter(IBufferWriter<byte> output)
{
    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void Short(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), value);
        output.Advance(2);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Short(checked((ushort)length));
        output.Advance(Encoding.UTF8.GetBytes(value, output.GetSpan(length)));
    }
}
