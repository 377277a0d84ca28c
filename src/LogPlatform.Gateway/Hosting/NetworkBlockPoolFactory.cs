using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace LogPlatform.Gateway.Hosting;

/// <summary>Gives Kestrel's parts their pools.</summary>
internal sealed class NetworkBlockPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new NetworkBlockPool();
}
