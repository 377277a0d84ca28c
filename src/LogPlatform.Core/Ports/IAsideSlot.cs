namespace LogPlatform.Core.Ports;

/// <summary>Nodes that belong to no slot; disposing stops them.</summary>
public interface IAsideSlot : ISlot, IAsyncDisposable;
