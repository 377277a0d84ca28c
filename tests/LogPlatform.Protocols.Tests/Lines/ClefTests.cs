using LogPlatform.Core.Batches;

namespace LogPlatform.Protocols.Tests.Lines;

public sealed class ClefTests
{
    [Theory]
    [InlineData("""{"@t":"2026-03-01T12:00:01Z","@m":"m","@l":"Error","@x":"E\n at x","@i":"ab","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331","N":1}""", """{"time":"2026-03-01T12:00:01.000000000Z","severity":"ERROR","severityNumber":17,"severityText":"Error","body":"m","attributes":{"exception.stacktrace":"E\n at x","event.id":"ab","N":1},"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"}""")]
    [InlineData("""{"@m":"m","@@l":"x","@future":1}""", """{"severity":"INFO","severityNumber":9,"body":"m","attributes":{"@l":"x","@future":1}}""")]
    [InlineData("""{"@m":"m","@l":"Nonsense"}""", """{"severityText":"Nonsense","body":"m"}""")]
    [InlineData("""{"@m":"m","service.name":"s"}""", """{"severity":"INFO","severityNumber":9,"body":"m","resource":{"service.name":"s"}}""")]
    public void ReservedMembersFindTheirPlace(string line, string expected) => Payload.OneLine(BatchFormat.Clef, line).ShouldBe(expected);

    [Theory]
    [InlineData("""{"@mt":"Hello, {Name}!","Name":"ann"}""", "Hello, ann!")]
    [InlineData("""{"@mt":"{A} {@B} {$C}","A":1.5,"B":{"x":[true]},"C":null}""", "1.5 {\\\"x\\\":[true]} null")]
    [InlineData("""{"@mt":"{{literal}} {Missing} {","A":1}""", "{literal} {Missing} {")]
    [InlineData("""{"@mt":"{N:000} of {M,5} and {O:x}","@r":["007","ff"],"N":7,"M":9,"O":255}""", "007 of 9 and ff")]
    [InlineData("""{"@mt":"no holes"}""", "no holes")]
    public void AMessageIsRenderedFromItsTemplate(string line, string body) => Payload.OneLine(BatchFormat.Clef, line).ShouldContain($"\"body\":\"{body}\"");

    [Fact]
    public void TheTemplateAndItsRenderingsAreKept() =>
        Payload.OneLine(BatchFormat.Clef, """{"@mt":"{N:000}","@r":["007"],"@m":"own","N":7}""")
            .ShouldBe("""{"severity":"INFO","severityNumber":9,"body":"own","attributes":{"message_template.text":"{N:000}","message_template.renderings":["007"],"N":7}}""");
}
