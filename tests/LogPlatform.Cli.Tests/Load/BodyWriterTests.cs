using System.Text;
using System.Text.Json;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Cli.Tests.Serving;
using LogPlatform.Core.Records;

namespace LogPlatform.Cli.Tests.Load;

public class BodyWriterTests
{
    private const long Noon = 1_795_176_000_000_000_000;

    public static TheoryData<LoadProtocol, int> Sizes => new()
    {
        { LoadProtocol.OtlpProto, 256 },
        { LoadProtocol.OtlpProto, 768 },
        { LoadProtocol.OtlpProto, 4000 },
        { LoadProtocol.OtlpJson, 1500 },
        { LoadProtocol.Ndjson, 768 },
        { LoadProtocol.Syslog, 256 },
        { LoadProtocol.Syslog, 1024 },
    };

    [Theory]
    [InlineData(LoadProtocol.OtlpProto)]
    [InlineData(LoadProtocol.OtlpJson)]
    [InlineData(LoadProtocol.Ndjson)]
    [InlineData(LoadProtocol.Syslog)]
    public void EveryNumberIsInTheBodyOnce(LoadProtocol protocol)
    {
        // Across the places where a number gets another digit, and another byte as a varint.
        foreach (var first in new long[] { 0, 90, 120, 16_300, 999_900 })
        {
            var body = Writer(protocol, 768).Write(first, 300, Noon).ToArray();
            Numbers(protocol, body).Order().ShouldBe(Enumerable.Range(0, 300).Select(i => first + i));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ARecordHasAboutTheSizeAskedFor(LoadProtocol protocol, int size)
    {
        const int Records = 1000;
        var length = Writer(protocol, size).Write(0, Records, Noon).Length / (double)Records;
        length.ShouldBeInRange(size * 0.85, size * 1.15);
    }

    [Fact]
    public void AnOtlpRecordHasTimeSeverityBodyIdsAndAttributesOfSeveralKinds()
    {
        var batch = NumberedStore.Decode(Writer(LoadProtocol.OtlpProto, 768).Write(0, 100, Noon).ToArray());
        batch.Records.Count.ShouldBe(100);
        batch.Resources.Count.ShouldBeGreaterThan(1);
        var kinds = new HashSet<ValueKind>();
        for (var i = 0; i < 100; i++)
        {
            var record = batch.Records[i];
            record.TimeUnixNano.ShouldBeInRange(Noon, Noon + 100_000);
            record.ObservedUnixNano.ShouldBe(record.TimeUnixNano);
            record.Severity.ShouldBeInRange((byte)1, (byte)24);
            record.Body.Length.ShouldBeGreaterThan(10);
            record.TraceId.ShouldNotBe(UInt128.Zero);
            record.SpanId.ShouldNotBe(0UL);
            record.AttributeCount.ShouldBeGreaterThan(4);
            foreach (var attribute in batch.AttributesOf(record))
            {
                kinds.Add(attribute.Value.Kind);
            }
        }

        kinds.ShouldBe([ValueKind.String, ValueKind.Int, ValueKind.Double], ignoreOrder: true);
    }

    [Fact]
    public void ConnectionsSendDifferentContents()
    {
        var options = new LoadOptions { Ingest = new Uri("http://127.0.0.1"), Control = new Uri("http://127.0.0.1"), Protocol = LoadProtocol.Ndjson };
        var first = BodyWriter.Create(options, "run", 0).Write(0, 10, Noon).ToArray();
        var second = BodyWriter.Create(options, "run", 1).Write(0, 10, Noon).ToArray();
        first.ShouldNotBe(second);
        BodyWriter.Create(options, "run", 0).Write(0, 10, Noon).ToArray().ShouldBe(first);
    }

    [Fact]
    public void EveryRecordNamesItsRun()
    {
        foreach (var line in Encoding.UTF8.GetString(Writer(LoadProtocol.Ndjson, 768).Write(0, 20, Noon).Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonDocument.Parse(line).RootElement.GetProperty("load.run").GetString().ShouldBe("abc");
        }
    }

    [Fact]
    public void AnOctetCountIsTheLengthOfItsMessage()
    {
        var body = Writer(LoadProtocol.Syslog, 256).Write(0, 50, Noon).Span;
        var frames = 0;
        while (!body.IsEmpty)
        {
            var space = body.IndexOf((byte)' ');
            var length = int.Parse(body[..space]);
            var message = Encoding.UTF8.GetString(body.Slice(space + 1, length));
            message.ShouldStartWith("<1");
            message.ShouldContain(">1 20");
            body = body[(space + 1 + length)..];
            frames++;
        }

        frames.ShouldBe(50);
    }

    private static BodyWriter Writer(LoadProtocol protocol, int size) => BodyWriter.Create(
        new LoadOptions { Ingest = new Uri("http://127.0.0.1"), Control = new Uri("http://127.0.0.1"), Protocol = protocol, RecordBytes = size }, "abc", 0);

    private static List<long> Numbers(LoadProtocol protocol, byte[] body) => protocol switch
    {
        LoadProtocol.OtlpProto => NumberedStore.OfProtobuf(body),
        LoadProtocol.OtlpJson => NumberedStore.OfJson(Encoding.UTF8.GetString(body)),
        LoadProtocol.Ndjson => NumberedStore.OfLines(Encoding.UTF8.GetString(body)),
        _ => NumberedStore.OfSyslog(Encoding.UTF8.GetString(body)),
    };
}
