using System.Text;

namespace LogPlatform.Cli.Tests.Serving;

/// <summary>What a run of <c>logctl</c> finds around itself.</summary>
internal sealed class CliSetup
{
    public bool Terminal { get; init; }

    public int Width { get; init; } = 100;

    public TimeProvider Time { get; init; } = new EagerTime();

    public Dictionary<string, string> Variables { get; } = [];

    public Stream Input { get; init; } = Stream.Null;

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public CancellationToken Cancellation { get; init; } = TestContext.Current.CancellationToken;

    public static CliSetup WithInput(string text) => new() { Input = new MemoryStream(Encoding.UTF8.GetBytes(text)) };
}
