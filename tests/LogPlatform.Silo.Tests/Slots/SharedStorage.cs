using System.Collections.Concurrent;
using Orleans.Storage;

namespace LogPlatform.Silo.Tests.Slots;

/// <summary>What outlives every silo of a test: the state of grains as bytes, with ETags, as a database keeps it.</summary>
internal sealed class SharedStorage(IGrainStorageSerializer serializer, ConcurrentDictionary<string, (long Tag, BinaryData Bytes)> rows) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (rows.TryGetValue($"{grainId}/{stateName}", out var row))
        {
            grainState.State = serializer.Deserialize<T>(row.Bytes)!;
            grainState.ETag = $"{row.Tag}";
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = $"{grainId}/{stateName}";
        var known = rows.TryGetValue(key, out var row) ? $"{row.Tag}" : null;
        if (known != grainState.ETag)
        {
            throw new InconsistentStateException("somebody else has written", known, grainState.ETag);
        }

        rows[key] = (row.Tag + 1, serializer.Serialize(grainState.State));
        grainState.ETag = $"{row.Tag + 1}";
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        rows.TryRemove($"{grainId}/{stateName}", out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
