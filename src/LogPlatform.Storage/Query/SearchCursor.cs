using System.Buffers.Binary;
using System.Buffers.Text;

namespace LogPlatform.Storage.Query;

/// <summary>
/// Where a search stopped. It continues exactly there and over the blocks that its first page saw: what was committed since does not move it.
/// Opaque to clients.
/// </summary>
/// <param name="Order">The order of the search.</param>
/// <param name="UnixNano">Effective time of the last hit, nanoseconds since the Unix epoch.</param>
/// <param name="BlockId">Block of the last hit.</param>
/// <param name="Row">Row of the last hit.</param>
/// <param name="LastBlockId">Last block that the search sees.</param>
public sealed record SearchCursor(SearchOrder Order, long UnixNano, long BlockId, int Row, long LastBlockId)
{
    private const int Size = 29;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out SearchCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is null
            || text.Length != Base64Url.GetEncodedLength(Size)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != Size
            || bytes[0] is not ((byte)SearchOrder.NewestFirst or (byte)SearchOrder.OldestFirst))
        {
            return false;
        }

        cursor = new SearchCursor(
            (SearchOrder)bytes[0],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[21..]));
        return true;
    }

    /// <summary>The form for clients: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = (byte)Order;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], UnixNano);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], BlockId);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[17..], Row);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[21..], LastBlockId);
        return Base64Url.EncodeToString(bytes);
    }
}
