using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Syslog;

/// <summary>
/// Facility and severity of a message (RFC 5424, 6.2.1). The keywords are
/// written to a batch once and shared by its records.
/// </summary>
internal sealed class SyslogPriority
{
    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private readonly TextRef[] _severities = new TextRef[8];
    private readonly TextRef[] _facilities = new TextRef[24];
    private RecordBatch _batch = null!;

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch)
    {
        _batch = batch;
        Array.Clear(_severities);
        Array.Clear(_facilities);
    }

    /// <summary>Reads <c>&lt;0&gt;</c> to <c>&lt;191&gt;</c> at the start of a message; the number of bytes, or 0 when there is none.</summary>
    public static int TryRead(ReadOnlySpan<byte> message, out int priority)
    {
        priority = 0;
        if (message.Length < 3 || message[0] != '<')
        {
            return 0;
        }

        for (var i = 1; i < 5 && i < message.Length; i++)
        {
            var digit = message[i] - '0';
            if ((uint)digit <= 9)
            {
                priority = (priority * 10) + digit;
            }
            else
            {
                return message[i] == '>' && i > 1 && priority <= 191 ? i + 1 : 0;
            }
        }

        return 0;
    }

    /// <summary>Sets the severity of <paramref name="record"/> and returns its facility's keyword.</summary>
    public TextRef Apply(ref LogRecord record, int priority)
    {
        record.Severity = SeverityNumber.FromSyslog((uint)priority & 7);
        record.SeverityText = Keyword(_severities, Severities, priority & 7);
        return Keyword(_facilities, Facilities, priority >> 3);
    }

    private TextRef Keyword(TextRef[] written, string[] keywords, int index)
    {
        if (written[index].IsEmpty)
        {
            written[index] = _batch.Append(keywords[index]);
        }

        return written[index];
    }
}
