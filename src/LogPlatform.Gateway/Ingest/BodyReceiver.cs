using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Ingest;

/// <summary>Receives request bodies into pooled memory, bounded in size, memory and time.</summary>
internal sealed class BodyReceiver(IOptions<IngestOptions> options, ByteBudget budget, TimeProvider time)
{
    // A length that a client merely announces buys it no more than this; the rest follows what really arrives.
    private const int FirstRoom = 1 << 20;
    private const int RoomWithoutLength = 32 << 10;

    private readonly int _limit = options.Value.MaxBodyBytes;
    private readonly TimeSpan _timeout = options.Value.BodyTimeout;

    /// <summary>An empty body to receive into; the caller disposes it when the bytes were used.</summary>
    public PooledBody Rent() => new(budget, options.Value.MemoryWait);

    /// <summary>
    /// Receives the body of <paramref name="request"/>; only <see cref="BodyStatus.Complete"/> makes its bytes worth reading. It takes no token: a
    /// connection that is lost or aborted ends the read by itself, and watching the request's token would cost an allocation a request.
    /// </summary>
    public async ValueTask<BodyStatus> ReceiveAsync(HttpRequest request, bool gzip, PooledBody body)
    {
        if (request.ContentLength > _limit)
        {
            return BodyStatus.TooLarge;
        }

        try
        {
            return gzip ? await InflateAsync(request, body) : await CopyAsync(request, body);
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => BodyStatus.TooLarge,
                StatusCodes.Status408RequestTimeout => BodyStatus.TooSlow,
                _ => BodyStatus.Gone,
            };
        }
        catch (InvalidDataException)
        {
            return BodyStatus.Corrupt;
        }
        catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException or OperationCanceledException or IOException)
        {
            return BodyStatus.Gone;
        }
    }

    private async ValueTask<BodyStatus> CopyAsync(HttpRequest request, PooledBody body)
    {
        var started = time.GetTimestamp();
        var reader = request.BodyReader;
        if (!await body.TryReserveAsync((int)Math.Min(request.ContentLength ?? RoomWithoutLength, FirstRoom)))
        {
            return BodyStatus.NoMemory;
        }

        while (true)
        {
            var read = await reader.ReadAsync();
            var arrived = read.Buffer;
            if (body.Length + arrived.Length > _limit)
            {
                return BodyStatus.TooLarge;
            }

            var length = (int)arrived.Length;
            if (length > body.Free.Length && !await body.TryReserveAsync(body.Length + length))
            {
                return BodyStatus.NoMemory;
            }

            arrived.CopyTo(body.Free.Span);
            body.Advance(length);
            reader.AdvanceTo(arrived.End);
            if (read.IsCompleted)
            {
                return BodyStatus.Complete;
            }

            if (time.GetElapsedTime(started) > _timeout)
            {
                return BodyStatus.TooSlow;
            }
        }
    }

    private async ValueTask<BodyStatus> InflateAsync(HttpRequest request, PooledBody body)
    {
        var started = time.GetTimestamp();
        var room = Math.Clamp((request.ContentLength ?? 0) * 4, RoomWithoutLength, FirstRoom);
        if (!await body.TryReserveAsync((int)Math.Min(room, _limit)))
        {
            return BodyStatus.NoMemory;
        }

        await using var inflater = new GZipStream(request.BodyReader.AsStream(leaveOpen: true), CompressionMode.Decompress);
        while (true)
        {
            if (body.Length >= _limit)
            {
                return await EndsHereAsync(inflater) ? BodyStatus.Complete : BodyStatus.TooLarge;
            }

            if (body.Free.IsEmpty && !await body.TryReserveAsync((int)Math.Min(2L * body.Length, _limit)))
            {
                return BodyStatus.NoMemory;
            }

            var read = await inflater.ReadAsync(body.Free[..Math.Min(body.Free.Length, _limit - body.Length)]);
            if (read == 0)
            {
                return BodyStatus.Complete;
            }

            body.Advance(read);
            if (time.GetElapsedTime(started) > _timeout)
            {
                return BodyStatus.TooSlow;
            }
        }
    }

    // At the limit only a byte more can tell a body that fits exactly from a bomb.
    private static async ValueTask<bool> EndsHereAsync(GZipStream inflater)
    {
        var probe = ArrayPool<byte>.Shared.Rent(1);
        try
        {
            return await inflater.ReadAsync(probe.AsMemory(0, 1)) == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(probe);
        }
    }
}
