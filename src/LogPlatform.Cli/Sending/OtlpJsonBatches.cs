using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Sending;

/// <summary>Cuts an input into the JSON documents it consists of: one on each line, or a single one over many lines.</summary>
internal static class OtlpJsonBatches
{
    /// <summary>Largest request, bytes: OTLP servers take 64 MiB.</summary>
    public const int MaxRequest = 64 << 20;

    /// <summary>The requests of an input.</summary>
    public static async IAsyncEnumerable<SendBatch> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 256 << 10));
        var number = 0L;
        var want = 1;
        while (true)
        {
            var read = await reader.ReadAtLeastAsync(want, cancellationToken);
            var buffer = read.Buffer;
            var isLast = read.IsCompleted;
            while (TryTake(ref buffer, isLast, number + 1, out var document))
            {
                number++;
                yield return new SendBatch(document, OtlpRecordCount.OfJson(document), number);
            }

            if (isLast)
            {
                yield break;
            }

            if (buffer.Length > MaxRequest)
            {
                throw new CommandFailedException(ExitCode.Failed, $"request {number + 1} is larger than {MaxRequest >> 20} MiB", "Split the file into smaller requests.");
            }

            // Twice as much next time: a large document is not scanned from its start for every piece of it.
            want = (int)Math.Max(1, Math.Min(buffer.Length * 2, int.MaxValue));
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, bool isLast, long number, out ReadOnlyMemory<byte> document)
    {
        document = default;
        try
        {
            var json = new Utf8JsonReader(buffer, isLast, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
            if (!json.Read())
            {
                return false;
            }

            var start = buffer.GetPosition(json.TokenStartIndex);
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw new CommandFailedException(ExitCode.Failed, $"request {number} is no JSON object", "OTLP in JSON is {\"resourceLogs\":[...]}.");
            }

            if (!json.TrySkip())
            {
                return false;
            }

            document = buffer.Slice(start, json.Position).ToArray();
            buffer = buffer.Slice(json.Position);
            return true;
        }
        catch (JsonException e)
        {
            throw new CommandFailedException(ExitCode.Failed, $"request {number} is no valid JSON: {e.Message}", "Is the --format right?", e);
        }
    }
}
