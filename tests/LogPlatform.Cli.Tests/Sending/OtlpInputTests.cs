using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Tests.Sending;

public class OtlpInputTests
{
    private const string One = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"a"}},{}]}]}]}""";
    private const string Two = """{ "resourceLogs" : [ { "scopeLogs": [ {"logRecords": [ {} ] } ] } ] }""";

    [Theory]
    [InlineData(One + "\n" + Two + "\n")]
    [InlineData(One + Two)]
    [InlineData("\n\n" + One + "\r\n\r\n" + Two + "  ")]
    public async Task DocumentsAreCutApart(string text)
    {
        var batches = await CutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        batches.ShouldBe([(One, 2, 1), (Two, 1, 2)]);
    }

    [Fact]
    public async Task ADocumentMayComeInAnyPieces()
    {
        foreach (var piece in new[] { 1, 7, 64 })
        {
            (await CutAsync(new Trickle(Encoding.UTF8.GetBytes(One + "\n" + Two), piece))).ShouldBe([(One, 2, 1), (Two, 1, 2)]);
        }
    }

    [Theory]
    [InlineData("{\"resourceLogs\":[", "no valid JSON")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{}\nnonsense", "request 2")]
    public async Task ABrokenDocumentIsNamed(string text, string expected)
    {
        var failure = await Should.ThrowAsync<CommandFailedException>(() => CutAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        failure.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task AnEmptyFileHasNoRequests() => (await CutAsync(new MemoryStream())).ShouldBeEmpty();

    [Fact]
    public void RecordsOfARequestInProtobufAreCounted()
    {
        var body = BodyWriter.Create(new LoadOptions { Ingest = new Uri("http://h"), Control = new Uri("http://h") }, "r", 0).Write(0, 321, 1).ToArray();
        OtlpRecordCount.OfProtobuf(body).ShouldBe(321);
    }

    [Fact]
    public void CountingAnyBytesDoesNotThrow() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var answer = bytes ?? [];
            return OtlpRecordCount.OfProtobuf(answer) >= 0
                && RejectedCount.Of(answer, "application/x-protobuf") >= long.MinValue
                && RejectedCount.Of(answer, "application/json") >= -1;
        }));

    [Theory]
    [InlineData("", 0)]
    [InlineData("0A020805", 5)]
    [InlineData("0A0408051200", 5)]
    [InlineData("0A02120 0", 0)]
    [InlineData("0A0A", -1)]
    [InlineData("FFFFFFFF", -1)]
    public void RejectedRecordsAreReadFromProtobuf(string hex, long expected) =>
        RejectedCount.Of(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)), "application/x-protobuf").ShouldBe(expected);

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"partialSuccess":{}}""", 0)]
    [InlineData("""{"partialSuccess":{"rejectedLogRecords":"7"}}""", 7)]
    [InlineData("""{"partialSuccess":{"rejectedLogRecords":7}}""", 7)]
    [InlineData("what?", -1)]
    public void RejectedRecordsAreReadFromJson(string answer, long expected) =>
        RejectedCount.Of(Encoding.UTF8.GetBytes(answer), "application/json").ShouldBe(expected);

    private static async Task<List<(string Text, long Records, long Number)>> CutAsync(Stream input)
    {
        var cut = new List<(string, long, long)>();
        await foreach (var batch in OtlpJsonBatches.ReadAsync(input, TestContext.Current.CancellationToken))
        {
            cut.Add((Encoding.UTF8.GetString(batch.Body.Span), batch.Records, batch.FirstLine));
        }

        return cut;
    }

    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
