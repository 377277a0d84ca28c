using System.Buffers.Binary;
using System.Text;

namespace LogPlatform.LoadHarness.Pages;

/// <summary>Writes the calls of a page's connection: MessagePack, each behind its length.</summary>
internal static class PackWriter
{
    /// <summary>A call without an answer.</summary>
    /// <param name="target">The method.</param>
    /// <param name="invocation">Its number when an answer is wanted; null when not.</param>
    /// <param name="arguments">Texts, whole numbers, booleans and null.</param>
    public static byte[] Call(string target, string? invocation, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x96, 0x01, 0x80]);
        Write(body, invocation);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        body.WriteByte(0x90);
        using var framed = new MemoryStream();
        var length = (int)body.Length;
        for (; length >= 0x80; length >>= 7)
        {
            framed.WriteByte((byte)(length | 0x80));
        }

        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    private static void Write(MemoryStream to, object? value)
    {
        Span<byte> head = stackalloc byte[9];
        switch (value)
        {
            case null:
                to.WriteByte(0xc0);
                break;
            case bool flag:
                to.WriteByte(flag ? (byte)0xc3 : (byte)0xc2);
                break;
            case long number:
                head[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
                to.Write(head);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                head[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
                to.Write(head[..5]);
                to.Write(bytes);
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} cannot be sent.", nameof(value));
        }
    }
}
