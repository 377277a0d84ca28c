using System.Text;
using System.Text.Unicode;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Time;

namespace LogPlatform.Gateway.Control;

/// <summary>A record in quarantine, as the API shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Generation">The generation under which it failed.</param>
/// <param name="Release">The release that could not process it.</param>
/// <param name="Batch">The batch it came in.</param>
/// <param name="Ordinal">Its position in that batch, from 0.</param>
/// <param name="ReceivedAt">When the batch was received.</param>
/// <param name="Format">The form of the payload.</param>
/// <param name="Records">Records in the payload: 1, or all of a batch that was put aside as a whole.</param>
/// <param name="Reason">What failed.</param>
/// <param name="PayloadBytes">Size of the payload.</param>
/// <param name="Payload">The payload's start as text, at most 4 KiB; null when it is not text.</param>
/// <param name="PayloadBase64">The whole payload; only when it was asked for.</param>
public sealed record QuarantineItem(
    long Id,
    long Generation,
    string Release,
    long Batch,
    int Ordinal,
    DateTimeOffset ReceivedAt,
    string Format,
    int Records,
    string Reason,
    int PayloadBytes,
    string? Payload,
    string? PayloadBase64)
{
    private const int PreviewBytes = 4096;

    internal static QuarantineItem Of(QuarantinedRecord record, bool whole)
    {
        var preview = record.Payload.Span[..Math.Min(record.Payload.Length, PreviewBytes)];
        return new QuarantineItem(
            record.Id,
            record.Pointer.Generation.Value,
            record.Pointer.Release.Name,
            record.Batch.Value,
            record.Ordinal,
            UnixNano.ToDate(record.ReceivedUnixNano),
            record.Format.ToString(),
            record.Records,
            record.Reason,
            record.Payload.Length,
            Utf8.IsValid(preview) && !preview.Contains((byte)0) ? Encoding.UTF8.GetString(preview) : null,
            whole ? Convert.ToBase64String(record.Payload.Span) : null);
    }
}
