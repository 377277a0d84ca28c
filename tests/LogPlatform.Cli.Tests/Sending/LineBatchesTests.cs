using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Sending;
using LogPlatform.Cli.Tests.Serving;

namespace LogPlatform.Cli.Tests.Sending;

public class LineBatchesTests
{
    [Fact]
    public void NoLineIsLostOrDoubledWhateverTheBounds() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from lines in Gen.Elements("{\"a\":1}", "x", "", "a longer line with words", "  ", "{\"b\":\"ü\"}").ListOf()
         from mostLines in Gen.Choose(1, 7)
         from mostBytes in Gen.Choose(1, 60)
         from isEnded in Gen.Elements(true, false)
         select (lines, mostLines, mostBytes, isEnded)).ToArbitrary(),
        input =>
        {
            var text = string.Join('\n', input.lines) + (input.isEnded ? "\n" : string.Empty);
            var batches = CutAsync(LogFormat.Ndjson, text, input.mostLines, input.mostBytes).GetAwaiter().GetResult();
            var expected = input.lines.Where(line => line.Trim().Length > 0).Select(line => line + "\n").ToArray();
            return string.Concat(batches.Select(batch => batch.Text)) == string.Concat(expected)
                && batches.Sum(batch => batch.Records) == expected.Length
                && batches.All(batch => batch.Records <= input.mostLines && batch.Records > 0);
        }));

    [Fact]
    public async Task ABatchKnowsItsFirstLine()
    {
        var batches = await CutAsync(LogFormat.Ndjson, "a\n\nb\n\n\nc\nd\n", 2, 1000);
        batches.Select(batch => (batch.FirstLine, batch.Records)).ShouldBe([(1, 2), (6, 2)]);
    }

    [Fact]
    public async Task ALineOfTextIsABodyWhateverItLooksLike()
    {
        var batches = await CutAsync(LogFormat.Text, "{\"not\": json\r\nsays \"hi\"\n", 10, 1000);
        batches.ShouldHaveSingleItem().Text.ShouldBe("{\"body\":\"{\\\"not\\\": json\"}\n{\"body\":\"says \\\"hi\\\"\"}\n");
    }

    [Fact]
    public async Task SyslogLinesGetTheirOctetCount() =>
        (await CutAsync(LogFormat.Syslog, "<13>1 - - a - - - ü\n<13>x\n", 10, 1000)).ShouldHaveSingleItem().Text.ShouldBe("20 <13>1 - - a - - - ü5 <13>x");

    [Fact]
    public async Task AByteOrderMarkIsNoPartOfTheFirstLine() =>
        (await CutAsync(LogFormat.Ndjson, "\uFEFF{\"a\":1}\n", 10, 1000)).ShouldHaveSingleItem().Text.ShouldBe("{\"a\":1}\n");

    [Fact]
    public async Task AnEmptyInputHasNoBatches() => (await CutAsync(LogFormat.Ndjson, "\n\n", 10, 1000)).ShouldBeEmpty();

    [Fact]
    public async Task ALineWithoutEndIsRefusedInBoundedMemory()
    {
        using var endless = new EndlessStream();
        var failure = await Should.ThrowAsync<CommandFailedException>(() => CutAsync(LogFormat.Ndjson, endless, 10, 1000));
        failure.Message.ShouldContain("16 MiB");
        endless.Served.ShouldBeLessThan(64 << 20);
    }

    [Fact]
    public async Task LinesOfASlowInputAreSentWithoutWaitingForMore()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("one\ntwo\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var batches = LineBatches.ReadAsync(
            pipe.Reader.AsStream(), new BatchBuilder(LogFormat.Ndjson, 100, 1000), TimeSpan.FromSeconds(1), new EagerTime(), TestContext.Current.CancellationToken);
        await using var walk = batches.GetAsyncEnumerator(TestContext.Current.CancellationToken);

        // The writer stays open: the batch comes because the linger time is over.
        (await walk.MoveNextAsync()).ShouldBeTrue();
        walk.Current.Records.ShouldBe(2);

        await pipe.Writer.WriteAsync("three\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        (await walk.MoveNextAsync()).ShouldBeTrue();
        Encoding.UTF8.GetString(walk.Current.Body.Span).ShouldBe("three\n");
        walk.Current.FirstLine.ShouldBe(3);
        (await walk.MoveNextAsync()).ShouldBeFalse();
    }

    private static Task<List<Cut>> CutAsync(LogFormat format, string text, int mostLines, int mostBytes) =>
        CutAsync(format, new MemoryStream(Encoding.UTF8.GetBytes(text)), mostLines, mostBytes);

    private static async Task<List<Cut>> CutAsync(LogFormat format, Stream input, int mostLines, int mostBytes)
    {
        var cut = new List<Cut>();
        var batches = LineBatches.ReadAsync(input, new BatchBuilder(format, mostLines, mostBytes), TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
        await foreach (var batch in batches)
        {
            cut.Add(new Cut(Encoding.UTF8.GetString(batch.Body.Span), batch.Records, batch.FirstLine));
        }

        return cut;
    }

    private sealed record Cut(string Text, long Records, long FirstLine);

    private sealed class EndlessStream : MemoryStream
    {
        public long Served { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Served += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
