using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LogPlatform.Core.Ports;

namespace LogPlatform.Gateway.Security;

/// <summary>A list in a document that other gateways may replace too, kept in memory by the names of its items. Looking takes no lock. Thread-safe.</summary>
internal sealed class SharedIndex<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly IDocuments _documents;
    private readonly string _document;
    private readonly JsonTypeInfo<T[]> _json;
    private readonly Func<T, string> _nameOf;
    private Snapshot _snapshot = new(0, [], FrozenDictionary<string, T>.Empty);

    /// <summary>The list as it is now.</summary>
    /// <exception cref="InvalidDataException">The document is something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public SharedIndex(IDocuments documents, string document, JsonTypeInfo<T[]> json, Func<T, string> nameOf)
    {
        (_documents, _document, _json, _nameOf) = (documents, document, json, nameOf);
        Read_NeedsLock();
    }

    /// <summary>All items in their order, as they were read or changed last.</summary>
    public IReadOnlyList<T> Items => Volatile.Read(ref _snapshot).Items;

    /// <summary>An item by its name.</summary>
    public T? Find(ReadOnlySpan<char> name) => Volatile.Read(ref _snapshot).ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var item) ? item : null;

    /// <summary>Reads what others have changed, if anybody else can.</summary>
    /// <exception cref="IOException">It cannot be read; what was read before stays.</exception>
    public void Refresh()
    {
        if (_documents.AreShared)
        {
            lock (_lock)
            {
                Read_NeedsLock();
            }
        }
    }

    /// <summary>
    /// Changes the list. Whoever is late decides again on what is there by then, which may be its own change when a connection broke: <paramref name="change"/> gives null for
    /// the next list when nothing is to be changed.
    /// </summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public TResult Change<TResult>(Func<IReadOnlyList<T>, (T[]? Next, TResult Result)> change)
    {
        lock (_lock)
        {
            while (true)
            {
                var before = _snapshot;
                var (next, result) = change(before.Items);
                if (next is null)
                {
                    return result;
                }

                if (_documents.TryReplace(_document, before.Version, JsonSerializer.SerializeToUtf8Bytes(next, _json)))
                {
                    Show(before.Version + 1, next);
                    return result;
                }

                Read_NeedsLock();
            }
        }
    }

    private void Read_NeedsLock()
    {
        var found = _documents.Find(_document);
        if (found is null || found.Version == _snapshot.Version)
        {
            return;
        }

        try
        {
            Show(found.Version, JsonSerializer.Deserialize(found.Content.Span, _json) ?? []);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{_documents.PlaceOf(_document)} is not a list of {_document}; restore it, or remove it to begin with none.", broken);
        }
    }

    private void Show(long version, T[] items) => Volatile.Write(ref _snapshot, new Snapshot(version, items, items.ToFrozenDictionary(_nameOf, StringComparer.Ordinal)));

    private sealed record Snapshot(long Version, IReadOnlyList<T> Items, FrozenDictionary<string, T> ByName);
}
