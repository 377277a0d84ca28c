using System.Text;

namespace LogPlatform.Protocols.Lines;

/// <summary>The names that loggers give to the fields every record has: pino, bunyan, winston, zap, zerolog, slog, logback, Serilog, ECS, Docker.</summary>
internal static class LineFields
{
    /// <summary>What a member's name stands for, in any case.</summary>
    public static LineField Match(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2:
                return Is(name, "ts"u8, LineField.Time);
            case 3:
                return Is(name, "msg"u8, LineField.Body) | Is(name, "log"u8, LineField.Body) | Is(name, "lvl"u8, LineField.Severity);
            case 4:
                return Is(name, "time"u8, LineField.Time) | Is(name, "body"u8, LineField.Body);
            case 5:
                return Is(name, "level"u8, LineField.Severity);
            case 6:
                return Is(name, "spanId"u8, LineField.SpanId);
            case 7:
                return Is(name, "message"u8, LineField.Body) | Is(name, "traceId"u8, LineField.TraceId) | Is(name, "span_id"u8, LineField.SpanId)
                    | Is(name, "span.id"u8, LineField.SpanId) | Is(name, "service"u8, LineField.Service);
            case 8:
                return Is(name, "severity"u8, LineField.Severity) | Is(name, "trace_id"u8, LineField.TraceId) | Is(name, "trace.id"u8, LineField.TraceId);
            case 9:
                return Is(name, "timestamp"u8, LineField.Time) | Is(name, "log.level"u8, LineField.Severity);
            case 10:
                return Is(name, "@timestamp"u8, LineField.Time);
            case 12:
                return Is(name, "service.name"u8, LineField.Service);
            default:
                return LineField.None;
        }
    }

    private static LineField Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known, LineField field) =>
        Ascii.EqualsIgnoreCase(name, known) ? field : LineField.None;
}
