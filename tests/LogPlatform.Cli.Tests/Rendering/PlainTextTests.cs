using FsCheck;
using FsCheck.Fluent;
using LogPlatform.Cli.Rendering;

namespace LogPlatform.Cli.Tests.Rendering;

public class PlainTextTests
{
    [Fact]
    public void NoRecordCanControlTheTerminal() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => !PlainText.OneLine(text ?? string.Empty).Any(char.IsControl)));

    [Theory]
    [InlineData("plain ü text", "plain ü text")]
    [InlineData("a\r\nb\nc", "a ↵ b ↵ c")]
    [InlineData("a\tb", "a  b")]
    [InlineData("\u001b[2J\u001b[31mgone", "\\u001b[2J\\u001b[31mgone")]
    [InlineData("user\u202Etxt.exe", "user\\u202etxt.exe")]
    public void OneLineShowsWhatIsThere(string text, string expected) => PlainText.OneLine(text).ShouldBe(expected);

    [Fact]
    public void LinesAreKeptApart() => PlainText.Lines("a\r\n\u0007b\n").ShouldBe(["a", "\\u0007b"]);
}
