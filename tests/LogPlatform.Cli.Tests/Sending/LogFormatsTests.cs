using System.Text;
using LogPlatform.Cli.Load;
using LogPlatform.Cli.Load.Bodies;
using LogPlatform.Cli.Sending;

namespace LogPlatform.Cli.Tests.Sending;

public class LogFormatsTests
{
    [Theory]
    [InlineData("a.ndjson", LogFormat.Ndjson)]
    [InlineData("a.JSONL.gz", LogFormat.Ndjson)]
    [InlineData("a.clef", LogFormat.Clef)]
    [InlineData("a.pb", LogFormat.OtlpProto)]
    [InlineData("a.txt.gz", LogFormat.Text)]
    [InlineData("a.json", LogFormat.None)]
    [InlineData("app.log", LogFormat.None)]
    internal void AFilesNameTellsItsFormat(string name, LogFormat format) => LogFormats.OfFile(name).ShouldBe(format);

    [Theory]
    [InlineData("{\"@t\":\"2026-11-20T12:00:00Z\",\"@m\":\"x\"}", LogFormat.Clef)]
    [InlineData("{\"resourceLogs\":[]}", LogFormat.OtlpJson)]
    [InlineData("{\n  \"resourceLogs\": [\n", LogFormat.OtlpJson)]
    [InlineData("{\"msg\":\"x\"}\n", LogFormat.Ndjson)]
    [InlineData("<34>1 2026-11-20T12:00:00Z host app - - - x", LogFormat.Syslog)]
    [InlineData("<html>", LogFormat.Text)]
    [InlineData("2026-11-20 12:00:00 INFO x\n{\"a\":1}", LogFormat.Text)]
    [InlineData("", LogFormat.Text)]
    internal void AFilesStartTellsItsFormat(string text, LogFormat format) => LogFormats.OfContent(Encoding.UTF8.GetBytes(text)).ShouldBe(format);

    [Fact]
    public void ARequestInProtobufIsRecognised()
    {
        var body = BodyWriter.Create(new LoadOptions { Ingest = new Uri("http://h"), Control = new Uri("http://h") }, "r", 0).Write(0, 10, 1);
        LogFormats.OfContent(body.Span).ShouldBe(LogFormat.OtlpProto);
    }
}
