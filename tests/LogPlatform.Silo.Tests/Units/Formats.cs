using System.Text;
using LogPlatform.Bench.Corpus;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Silo.Tests.Units;

/// <summary>Batches of every format, some with records that cannot be decoded or that a rule drops or puts aside.</summary>
internal static class Formats
{
    public const string Rules = """
        version: 1
        rules:
          - name: no noise
            when: body like "*noise*"
            drop: true
          - name: structured
            when: body like "{*"
            parse_json:
              from: body
              on_error: quarantine
          - set:
              owner: team-a
          - redact: all
        """;

    public static readonly IReadOnlyList<(BatchFormat Format, byte[] Payload)> All =
    [
        (BatchFormat.OtlpProtobuf, new OtlpCorpus(seed: 7).Request(records: 300, resources: 3)),
        (BatchFormat.OtlpJson, Utf8("""
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},"scopeLogs":[{"scope":{"name":"s"},"logRecords":[
            {"timeUnixNano":"1772366400000000001","severityNumber":9,"body":{"stringValue":"anna@example.com came"}},
            {"timeUnixNano":"1772366400000000002","severityNumber":17,"body":{"stringValue":"{\"broken\":"}},
            {"timeUnixNano":"1772366400000000003","body":{"stringValue":"pure noise"}}]}]}]}
            """)),
        (BatchFormat.Ndjson, Utf8("{\"message\":\"one\",\"level\":\"warn\",\"n\":1.5}\nplain text from anna@example.com\n{\"message\":\"noise\"}\n")),
        (BatchFormat.Clef, Utf8("{\"@t\":\"2026-03-01T12:00:00Z\",\"@mt\":\"Hello {Name}\",\"Name\":\"Anna\",\"@l\":\"Error\"}\n{\"@t\":\"never\",\"@m\":\"bad time\"}\n")),
        (BatchFormat.SyslogLines, Utf8("<34>1 2026-03-01T12:00:00.003Z web1 app 77 ID47 [x@1 a=\"b\"] started\n<13>Mar  1 12:00:00 old kernel: noise in the line\nno header at all\n")),
        (BatchFormat.SyslogCounted, Utf8("21 <34>1 - h a - - - one23 <34>1 - h a - - - noise")),
    ];

    public static int Records(BatchFormat format, byte[] payload)
    {
        var verdict = EnvelopeInspector.Inspect(format, payload, new IngestLimits());
        verdict.Error.ShouldBeNull($"{format}");
        return verdict.RecordCount;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
