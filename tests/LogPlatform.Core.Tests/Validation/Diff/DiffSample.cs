using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Tests.Shared;

namespace LogPlatform.Core.Tests.Validation.Diff;

/// <summary>The kept records of one side, in order.</summary>
internal sealed class DiffSample : RecordValues
{
    /// <summary>Adds a record at the next position.</summary>
    public ref LogRecord Keep(string? body, params (string Key, Value Value)[] attributes) => ref Keep(body is null ? default : Text(body), attributes);

    /// <summary>Adds a record at the next position.</summary>
    public ref LogRecord Keep(Value body, params (string Key, Value Value)[] attributes)
    {
        ref var record = ref Batch.Records[Add(body, attributes)];
        record.Ordinal = Batch.Records.Count - 1;
        return ref record;
    }

    /// <summary>Adds a record of a service at the next position.</summary>
    public ref LogRecord KeepOf(string service, string body)
    {
        var resource = Resource(("service.name", Text(service)));
        ref var record = ref Keep(body);
        record.Resource = resource;
        return ref record;
    }

    /// <summary>Adds another ingested batch and returns its index.</summary>
    public int Source(long id) => Batch.Sources.Add(new SourceBatch { Id = new BatchId(id), Format = BatchFormat.Ndjson });
}
