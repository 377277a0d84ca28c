using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Load;

/// <summary>Reads a run's records back from the server and proves that nothing acknowledged is missing or double.</summary>
/// <param name="control">Control address.</param>
/// <param name="key">API key that may read; null when the server is open.</param>
/// <param name="time">The clock.</param>
public sealed class LoadVerifier(Uri control, string? key, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Clocks of sender and server need not agree to the second, and the records carry the sender's.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Exports the run's records until all acknowledged ones are there, or until no further one has turned up for <paramref name="patience"/>: records are
    /// acknowledged when they are durable, and found a moment later, when they are processed.
    /// </summary>
    /// <param name="run">A run that is over.</param>
    /// <param name="patience">Longest wait without progress.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<LoadProof> VerifyAsync(LoadRun run, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var api = new ApiClient(control, key);
        long most = -1;
        var progressAt = time.GetTimestamp();
        while (true)
        {
            CommandFailedException? failure = null;
            LoadProof? proof = null;
            try
            {
                proof = (await ReadAsync(api, run, cancellationToken)).Compare(run);
                if (proof.Missing.Count == 0)
                {
                    return proof;
                }

                if (proof.Found > most)
                {
                    most = proof.Found;
                    progressAt = time.GetTimestamp();
                }
            }
            catch (CommandFailedException e) when (e.ExitCode is ExitCode.Unreachable)
            {
                // A server that is just being started again.
                failure = e;
            }

            if (time.GetElapsedTime(progressAt) >= patience)
            {
                return proof ?? throw failure!;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<FoundIds> ReadAsync(ApiClient api, LoadRun run, CancellationToken cancellationToken)
    {
        var name = run.Options.Protocol == LoadProtocol.Syslog ? $"sd.{SyslogBodyWriter.DataId}.run" : BodyWriter.RunAttribute;
        var from = (run.StartedAt - Margin).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var query = new ApiQuery().AddFilter($"`{name}` = {run.Id}").Add("from", from);
        using var response = await api.OpenAsync("/api/v1/export", query, "application/x-ndjson", cancellationToken);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await ReadIdsAsync(stream, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw ApiFailure.Unreachable(api.Address, e);
        }
    }

    private static async Task<FoundIds> ReadIdsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var found = new FoundIds();
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 256 << 10));
        var joined = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (ByteLines.TryTake(ref buffer, read.IsCompleted, out var line))
            {
                if (NumberReader.TryRead(ByteLines.Join(line, joined), out var number))
                {
                    found.Add(number);
                }
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return found;
            }
        }
    }
}
