namespace LogPlatform.Core.Ports;

/// <summary>Records that a release could not process, kept with their raw bytes.</summary>
public interface IQuarantine
{
    /// <summary>Number of records in quarantine that were not released.</summary>
    long Count { get; }

    /// <summary>Records in quarantine with an id after <paramref name="afterId"/>, in order of their ids, at most <paramref name="most"/>.</summary>
    IReadOnlyList<QuarantinedRecord> List(long afterId, int most);

    /// <summary>Marks a record as processed again: it is not listed any more. Durable when the task completes; false when the id is not listed.</summary>
    ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellationToken);
}
