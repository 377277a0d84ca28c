using System.Buffers;
using System.Buffers.Binary;
using Npgsql;

namespace LogPlatform.Postgres.Connections;

/// <summary>
/// Writes rows in PostgreSQL's binary COPY format. Small fields are gathered; large ones go from their own memory to the socket without a copy.
/// </summary>
internal sealed class CopyWriter : IAsyncDisposable
{
    private const int Capacity = 64 << 10;
    private const int Large = 16 << 10;

    private readonly NpgsqlRawCopyStream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _length;

    private CopyWriter(NpgsqlRawCopyStream stream) => _stream = stream;

    /// <summary>Begins a COPY; <paramref name="sql"/> is <c>COPY ... FROM STDIN BINARY</c>.</summary>
    public static async ValueTask<CopyWriter> BeginAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var writer = new CopyWriter(await connection.BeginRawBinaryCopyAsync(sql, cancellationToken));
        byte[] header = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];
        header.CopyTo(writer._buffer.AsSpan());
        writer._length = header.Length;
        return writer;
    }

    /// <summary>Begins a row. Small fields of one row, up to 4 KiB of them, may follow without a further wait.</summary>
    public async ValueTask BeginRowAsync(short fields, CancellationToken cancellationToken)
    {
        if (_length > _buffer.Length - (4 << 10))
        {
            await FlushAsync(cancellationToken);
        }

        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_length), fields);
        _length += sizeof(short);
    }

    /// <summary>A field of type smallint.</summary>
    public void Write(short value)
    {
        WriteLength(sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(short);
    }

    /// <summary>A field of type int.</summary>
    public void Write(int value)
    {
        WriteLength(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(int);
    }

    /// <summary>A field of type bigint.</summary>
    public void Write(long value)
    {
        WriteLength(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>A field of type boolean.</summary>
    public void Write(bool value)
    {
        WriteLength(1);
        _buffer[_length++] = value ? (byte)1 : (byte)0;
    }

    /// <summary>A field of type bytea of at most 1 KiB; null for none.</summary>
    public void Write(byte[]? value)
    {
        WriteLength(value?.Length ?? -1);
        if (value is not null)
        {
            value.CopyTo(_buffer.AsSpan(_length));
            _length += value.Length;
        }
    }

    /// <summary>A field of type bytea of any size.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        WriteLength(value.Length);
        if (value.Length > _buffer.Length - _length || value.Length >= Large)
        {
            await FlushAsync(cancellationToken);
            if (value.Length >= Large)
            {
                await _stream.WriteAsync(value, cancellationToken);
                return;
            }
        }

        value.CopyTo(_buffer.AsMemory(_length));
        _length += value.Length;
    }

    /// <summary>Ends the COPY; without this nothing of it holds.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (_length > _buffer.Length - sizeof(short))
        {
            await FlushAsync(cancellationToken);
        }

        BinaryPrimitives.WriteInt16BigEndian(_buffer.AsSpan(_length), -1);
        _length += sizeof(short);
        await FlushAsync(cancellationToken);
        await _stream.DisposeAsync();
    }

    /// <summary>Gives the memory back. A COPY that was not completed leaves its connection unusable.</summary>
    public ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        return ValueTask.CompletedTask;
    }

    private void WriteLength(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), length);
        _length += sizeof(int);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }
}
