using System.Buffers;
using System.Text;
using LogPlatform.Protocols.Syslog;

namespace LogPlatform.Protocols.Tests.Syslog;

public sealed class SyslogFramingTests
{
    [Theory]
    [InlineData("", SyslogFramingMode.None)]
    [InlineData("12", SyslogFramingMode.None)]
    [InlineData("12 <", SyslogFramingMode.Counted)]
    [InlineData("<13>", SyslogFramingMode.Lines)]
    [InlineData("0 a", SyslogFramingMode.Lines)]
    [InlineData("12a", SyslogFramingMode.Lines)]
    [InlineData("1234567890123", SyslogFramingMode.Lines)]
    public void TheFirstBytesTellTheMode(string first, SyslogFramingMode mode) => SyslogFraming.Detect(Encoding.UTF8.GetBytes(first)).ShouldBe(mode);

    [Theory]
    [InlineData("a\nb\nrest", 4, 2)]
    [InlineData("rest", 0, 0)]
    [InlineData("\r\n\n", 3, 0)]
    [InlineData("\na\n", 3, 1)]
    [InlineData("\uFEFF\n", 4, 1)]
    [InlineData("12345678\r\n", 10, 1)]
    public void WholeLinesAreTaken(string buffered, int bytes, int frames) =>
        Scan(SyslogFramingMode.Lines, buffered).ShouldBe(new SyslogScan(bytes, frames));

    [Fact]
    public void ALongLineIsCutIntoPieces()
    {
        Scan(SyslogFramingMode.Lines, "a\n123456789").ShouldBe(new SyslogScan(2, 1));
        Scan(SyslogFramingMode.Lines, "1234567890").ShouldBe(new SyslogScan(8, 1, NeedsNewline: true));
        Scan(SyslogFramingMode.Lines, "123456789\n").ShouldBe(new SyslogScan(8, 1, NeedsNewline: true));

        // One more byte may be a carriage return.
        Scan(SyslogFramingMode.Lines, "123456789").ShouldBe(default);
        Scan(SyslogFramingMode.Lines, "123456789", closing: true).ShouldBe(new SyslogScan(8, 1, NeedsNewline: true));
    }

    [Fact]
    public void APieceDoesNotEndInsideACharacter() =>
        Scan(SyslogFramingMode.Lines, "123456😀😀").ShouldBe(new SyslogScan(6, 1, NeedsNewline: true));

    [Fact]
    public void TheLastLineOfAConnectionNeedsNoEnd()
    {
        Scan(SyslogFramingMode.Lines, "a\nb", closing: true).ShouldBe(new SyslogScan(2, 1));
        Scan(SyslogFramingMode.Lines, "b", closing: true).ShouldBe(new SyslogScan(1, 1, NeedsNewline: true));
        Scan(SyslogFramingMode.Lines, " ", closing: true).ShouldBe(new SyslogScan(1, 0));
        Scan(SyslogFramingMode.Lines, "", closing: true).ShouldBe(default);
    }

    [Theory]
    [InlineData("1 a2 bc3 d", 7, 2)]
    [InlineData("1 a2", 3, 1)]
    [InlineData("2 a\n\n1 b", 8, 2)]
    [InlineData("8 12345678", 10, 1)]
    public void WholeCountedFramesAreTaken(string buffered, int bytes, int frames) =>
        Scan(SyslogFramingMode.Counted, buffered).ShouldBe(new SyslogScan(bytes, frames));

    [Theory]
    [InlineData("1 abc", 3)]
    [InlineData("1 a9 x", 3)]
    [InlineData("1 a99999999999", 3)]
    [InlineData("1 a0 ", 3)]
    public void ALyingCountEndsTheConnectionAndKeepsWhatCameBefore(string buffered, int bytes)
    {
        var scan = Scan(SyslogFramingMode.Counted, buffered);
        (scan.Bytes, scan.Frames).ShouldBe((bytes, 1));
        scan.Error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void AConnectionThatEndsInsideAMessageIsAnError()
    {
        Scan(SyslogFramingMode.Counted, "3 ab").ShouldBe(default);
        Scan(SyslogFramingMode.Counted, "3 ab", closing: true).Error.ShouldNotBeNull().ShouldContain("inside a message");
    }

    [Fact]
    public void ADatagramIsWrittenAsACountedFrame()
    {
        var output = new ArrayBufferWriter<byte>();
        SyslogFraming.WriteCounted("a\nb"u8, output).ShouldBeTrue();
        SyslogFraming.WriteCounted(default, output).ShouldBeFalse();
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("3 a\nb");
    }

    private static SyslogScan Scan(SyslogFramingMode mode, string buffered, bool closing = false) =>
        SyslogFraming.Scan(mode, Encoding.UTF8.GetBytes(buffered), 8, closing);
}
