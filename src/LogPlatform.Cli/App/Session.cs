using LogPlatform.Cli.Api;

namespace LogPlatform.Cli.App;

/// <summary>One run of one command: its process, its server, and the form of its output.</summary>
internal sealed class Session(CliContext context, ServerAddress server, bool json) : IDisposable
{
    private ApiClient? _api;

    /// <summary>The process.</summary>
    public CliContext Context { get; } = context;

    /// <summary>The server.</summary>
    public ServerAddress Server { get; } = server;

    /// <summary>Whether programs read the output.</summary>
    public bool Json { get; } = json;

    /// <summary>Where to write.</summary>
    public Terminal Terminal => Context.Terminal;

    /// <summary>The clock.</summary>
    public TimeProvider Time => Context.Time;

    /// <summary>The client of the control and query API.</summary>
    public ApiClient Api => _api ??= new ApiClient(Server.Control, Server.Key);

    /// <inheritdoc/>
    public void Dispose() => _api?.Dispose();
}
