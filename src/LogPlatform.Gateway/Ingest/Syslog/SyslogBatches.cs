using System.Net;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;
using Microsoft.Extensions.Logging;

namespace LogPlatform.Gateway.Ingest.Syslog;

/// <summary>Journals batches of syslog messages. Syslog has no answer, so a journal without room is tried again until it takes them.</summary>
internal sealed partial class SyslogBatches(IJournal journal, IngestInstruments instruments, TimeProvider time, ILogger<SyslogBatches> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The sender's address as it is journaled.</summary>
    public static string PeerName(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>Journals whole messages; false when <paramref name="abort"/> ended the attempts, and the messages are lost.</summary>
    public async Task<bool> AppendAsync(string protocol, BatchFormat format, string peer, ReadOnlyMemory<byte> frames, int count, CancellationToken abort)
    {
        var header = new BatchHeader { Format = format, ReceivedUnixNano = UnixNano.FromDate(time.GetUtcNow()), RecordCount = count, Peer = peer };
        for (var pause = new GrowingPause(FirstPause, LongestPause); ;)
        {
            if (await TryAppendAsync(header, frames))
            {
                instruments.OnAppended(protocol, count, frames.Length);
                return true;
            }

            try
            {
                await Task.Delay(pause.Next(), time, abort);
            }
            catch (OperationCanceledException)
            {
                OnDropped(protocol, count, "JournalUnavailable");
                return false;
            }
        }
    }

    /// <summary>Counts and logs a loss.</summary>
    public void OnDropped(string protocol, long count, string reason)
    {
        instruments.OnDropped(protocol, count, reason);
        RecordsDropped(logger, count, reason, protocol, intentional: false);
    }

    private async ValueTask<bool> TryAppendAsync(BatchHeader header, ReadOnlyMemory<byte> frames)
    {
        try
        {
            // Not cancelled: the journal reads the buffer until its task completes.
            return (await journal.AppendAsync(header, frames, CancellationToken.None)).Status == AppendStatus.Appended;
        }
#pragma warning disable CA1031 // Whatever ails the journal, the messages wait here until it takes them.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            JournalAppendError(logger, failure);
            return false;
        }
    }
}
