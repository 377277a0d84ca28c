using System.Buffers;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;

namespace LogPlatform.Cli.Demo;

/// <summary>Tells the demo's story, and runs its commands as a person would.</summary>
internal sealed class Narrator(CliContext context, ServerAddress server)
{
    // What a shell would take for its own.
    private static readonly SearchValues<char> Special = SearchValues.Create(" '\"<>=*");

    /// <summary>Says a sentence.</summary>
    public async Task SayAsync(string text)
    {
        await context.Terminal.Out.WriteLineAsync($"\n{context.Terminal.Ink.Paint(Tint.Bold, text)}");
        await context.Terminal.Out.FlushAsync(CancellationToken.None);
    }

    /// <summary>Shows a command line and runs it against the demo's server.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        var shown = string.Join(' ', args.Select(arg => arg.AsSpan().ContainsAny(Special) ? $"'{arg}'" : arg));
        await context.Terminal.Out.WriteLineAsync(context.Terminal.Ink.Paint(Tint.Dim, $"$ logctl {shown}"));
        await context.Terminal.Out.FlushAsync(cancellationToken);
        string[] connection = ["--url", server.Control.ToString(), "--ingest-url", server.Ingest.ToString()];
        string[] key = server.Key is { } secret ? ["--key", secret] : [];
        var code = await Logctl.RunAsync([.. connection, .. key, .. args], context, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return code;
    }
}
