namespace LogPlatform.Gateway.Hosting;

/// <summary>Tells a request which port it came in by.</summary>
internal interface IListenerFeature
{
    /// <summary>What the port is for.</summary>
    ListenerKind Kind { get; }
}
