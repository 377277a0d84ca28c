using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Sending;

/// <summary>Cuts an input of lines into batches. Memory is bounded by a batch and the longest line.</summary>
internal static class LineBatches
{
    /// <summary>Longest line, bytes. The server's own limit may be lower.</summary>
    public const int MaxLine = 16 << 20;

    /// <summary>The batches of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="builder">Collects the lines.</param>
    /// <param name="linger">How long lines of a slow input (<c>tail -f</c>) wait for company.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async IAsyncEnumerable<SendBatch> ReadAsync(
        Stream input, BatchBuilder builder, TimeSpan linger, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 256 << 10));
        var joined = new ArrayBufferWriter<byte>();
        var reading = reader.ReadAsync(cancellationToken).AsTask();
        var isLast = false;
        while (!isLast)
        {
            if (!builder.IsEmpty && !await IsSoonAsync(reading, linger, time))
            {
                yield return builder.Take();
            }

            var read = await reading;
            var buffer = read.Buffer;
            isLast = read.IsCompleted;
            while (ByteLines.TryTake(ref buffer, isLast, out var line))
            {
                CheckLength(line.Length);
                builder.Add(ByteLines.Join(line, joined));
                if (builder.IsFull)
                {
                    yield return builder.Take();
                }
            }

            CheckLength(buffer.Length);
            reader.AdvanceTo(buffer.Start, buffer.End);
            reading = isLast ? reading : reader.ReadAsync(cancellationToken).AsTask();
        }

        if (!builder.IsEmpty)
        {
            yield return builder.Take();
        }
    }

    private static async Task<bool> IsSoonAsync(Task reading, TimeSpan linger, TimeProvider time)
    {
        if (reading.IsCompleted)
        {
            return true;
        }

        using var stop = new CancellationTokenSource();
        var first = await Task.WhenAny(reading, Task.Delay(linger, time, stop.Token));
        await stop.CancelAsync();
        return first == reading;
    }

    private static void CheckLength(long length)
    {
        if (length > MaxLine)
        {
            throw new CommandFailedException(
                ExitCode.Failed, $"a line is longer than {MaxLine >> 20} MiB", "Is the --format right? A file of several MiB without line breaks is no file of lines.");
        }
    }
}
