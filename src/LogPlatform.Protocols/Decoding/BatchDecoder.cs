using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Lines;
using LogPlatform.Protocols.Otlp;
using LogPlatform.Protocols.Syslog;

namespace LogPlatform.Protocols.Decoding;

/// <summary>Decodes journaled batches of any format. Reused from unit to unit; not thread-safe.</summary>
public sealed class BatchDecoder
{
    private readonly RecordSink _sink = new();
    private readonly OtlpDecoder _otlp = new();
    private readonly OtlpJsonDecoder _otlpJson = new();
    private readonly LineDecoder _lines = new();
    private readonly SyslogDecoder _syslog = new();

    /// <summary>
    /// Appends one <see cref="SourceBatch"/> and exactly <see cref="BatchHeader.RecordCount"/> records to <paramref name="batch"/>, whose buffer holds the
    /// <paramref name="payload"/>. A record that cannot be decoded has the fate Quarantine and a reason; the others Keep. Never throws for any bytes.
    /// </summary>
    public void Decode(RecordBatch batch, TextRef payload, BatchId id, BatchHeader header)
    {
        _sink.Start(batch, id, header);
        switch (header.Format)
        {
            case BatchFormat.OtlpProtobuf:
                _otlp.Decode(_sink, payload);
                break;
            case BatchFormat.OtlpJson:
                _otlpJson.Decode(_sink, payload);
                break;
            case BatchFormat.Ndjson:
            case BatchFormat.Clef:
                _lines.Decode(_sink, payload);
                break;
            case BatchFormat.SyslogLines:
            case BatchFormat.SyslogCounted:
                _syslog.Decode(_sink, payload);
                break;
        }

        _sink.Finish();
    }
}
