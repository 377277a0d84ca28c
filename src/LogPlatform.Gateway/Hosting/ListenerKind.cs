namespace LogPlatform.Gateway.Hosting;

/// <summary>What a port is for.</summary>
internal enum ListenerKind
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Everything.</summary>
    Control,

    /// <summary>Ways in only: whoever can send logs need not see the control API.</summary>
    Ingest,
}
