using System.Buffers;
using System.Text;
using LogPlatform.Core.Batches;
using LogPlatform.Protocols.Quarantine;

namespace LogPlatform.Protocols.Tests.Quarantine;

public sealed class QuarantinePayloadTests
{
    [Theory]
    [InlineData(BatchFormat.Ndjson, "a\n  {\"msg\":\"x\"}\r\n", "  {\"msg\":\"x\"}\n")]
    [InlineData(BatchFormat.Clef, "{}\n{\"@m\":\"x\"}", "{\"@m\":\"x\"}\n")]
    [InlineData(BatchFormat.SyslogLines, "a\n<13>b", "<13>b\n")]
    [InlineData(BatchFormat.SyslogCounted, "1 a3 b\nc", "3 b\nc")]
    public void TheSecondRecordIsCutOutAsItCame(BatchFormat format, string payload, string expected) => Cut(format, payload, 1, null).ShouldBe(expected);

    [Theory]
    [InlineData(BatchFormat.Ndjson, "{\"msg\":\"x\"}", "{\"service.name\":\"s\\u0022\",\"msg\":\"x\"}\n")]
    [InlineData(BatchFormat.Ndjson, "{ }", "{\"service.name\":\"s\\u0022\"}\n")]
    [InlineData(BatchFormat.Ndjson, "te\"xt", "{\"service.name\":\"s\\u0022\",\"message\":\"te\\u0022xt\"}\n")]
    [InlineData(BatchFormat.Ndjson, "{\"service\":\"own\"}", "{\"service\":\"own\"}\n")]
    [InlineData(BatchFormat.Clef, "{\"@m\":\"x\"}", "{\"service.name\":\"s\\u0022\",\"@m\":\"x\"}\n")]
    public void TheServiceThatTheHeaderGaveGoesAlong(BatchFormat format, string line, string expected)
    {
        var cut = Cut(format, line, 0, "s\"");
        cut.ShouldBe(expected);
        Payload.OneLine(format, cut).ShouldBe(Payload.OneLine(format, line, service: "s\""));
    }

    private static string Cut(BatchFormat format, string payload, int record, string? service)
    {
        var output = new ArrayBufferWriter<byte>();
        QuarantinePayload.Write(Payload.Decode(format, payload, service: service), record, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
