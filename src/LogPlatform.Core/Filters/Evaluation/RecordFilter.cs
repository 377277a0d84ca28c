using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>A filter over the records of a batch. Bound once a batch, then evaluated without allocation; not thread-safe.</summary>
public sealed class RecordFilter
{
    private readonly RecordTest _test;
    private RecordBatch _batch = null!;

    private RecordFilter(RecordTest test) => _test = test;

    /// <summary>Compiles a filter; unusable until it is bound.</summary>
    public static RecordFilter Compile(Filter filter) => new(RecordTest.For(filter));

    /// <summary>Turns to the records of a batch.</summary>
    /// <param name="batch">The batch. A key that it gets later is not seen: bind again.</param>
    /// <param name="pointer">The pointer under which the records were processed; without it they have no generation and no release.</param>
    public void Bind(RecordBatch batch, SlotPointer? pointer = null)
    {
        _batch = batch;
        _test.Bind(batch, pointer);
    }

    /// <summary>Whether the filter holds for a record of the bound batch.</summary>
    public bool Matches(int record) => _test.Matches(_batch.Records[record]);

    /// <summary>Whether the filter holds for a record of the bound batch.</summary>
    public bool Matches(in LogRecord record) => _test.Matches(record);
}
