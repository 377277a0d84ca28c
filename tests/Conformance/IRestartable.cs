namespace LogPlatform.Tests.Conformance;

/// <summary>A port of one edition that a test may close and open again.</summary>
internal interface IRestartable<out TPort> : IAsyncDisposable
{
    /// <summary>The port; another one after a restart.</summary>
    TPort Port { get; }

    /// <summary>Closes it and opens it again.</summary>
    Task RestartAsync();
}
