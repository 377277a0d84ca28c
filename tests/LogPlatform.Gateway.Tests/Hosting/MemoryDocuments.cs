using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Tests.Hosting;

/// <summary>Documents that several gateways of a test share, and that may be away.</summary>
internal sealed class MemoryDocuments : IDocuments
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Document> _documents = [];

    public bool IsAway { get; set; }

    public bool AreShared => true;

    public string PlaceOf(string name) => name;

    public Document? Find(string name)
    {
        lock (_lock)
        {
            return IsAway ? throw new IOException("away") : _documents.GetValueOrDefault(name);
        }
    }

    public bool TryReplace(string name, long version, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            if ((Find(name)?.Version ?? 0) != version)
            {
                return false;
            }

            _documents[name] = new Document(version + 1, content.ToArray());
            return true;
        }
    }
}
