using LogPlatform.Core.Records;
using LogPlatform.Core.Slots;

namespace LogPlatform.Core.Filters.Evaluation;

/// <summary>A node of a compiled filter.</summary>
internal abstract class RecordTest
{
    public static RecordTest For(Filter filter) => filter switch
    {
        AndFilter and => new AndTest(For(and.Left), For(and.Right)),
        OrFilter or => new OrTest(For(or.Left), For(or.Right)),
        NotFilter not => new NotTest(For(not.Inner)),
        TextFilter text => new TextTest(ValueTest.For(text)),
        FieldFilter leaf => leaf.Field.Field switch
        {
            Field.TraceId => new IdFieldTest(spans: false, ValueTest.For(leaf)),
            Field.SpanId => new IdFieldTest(spans: true, ValueTest.For(leaf)),
            Field.Release => new ReleaseTest(ValueTest.For(leaf)),
            _ => new FieldTest(new FieldReader(leaf.Field), ValueTest.For(leaf)),
        },
        _ => new AllTest(),
    };

    public virtual void Bind(RecordBatch batch, SlotPointer? pointer)
    {
    }

    public abstract bool Matches(in LogRecord record);

    private sealed class AllTest : RecordTest
    {
        public override bool Matches(in LogRecord record) => true;
    }

    private sealed class AndTest(RecordTest left, RecordTest right) : RecordTest
    {
        public override void Bind(RecordBatch batch, SlotPointer? pointer)
        {
            left.Bind(batch, pointer);
            right.Bind(batch, pointer);
        }

        public override bool Matches(in LogRecord record) => left.Matches(record) && right.Matches(record);
    }

    private sealed class OrTest(RecordTest left, RecordTest right) : RecordTest
    {
        public override void Bind(RecordBatch batch, SlotPointer? pointer)
        {
            left.Bind(batch, pointer);
            right.Bind(batch, pointer);
        }

        public override bool Matches(in LogRecord record) => left.Matches(record) || right.Matches(record);
    }

    private sealed class NotTest(RecordTest inner) : RecordTest
    {
        public override void Bind(RecordBatch batch, SlotPointer? pointer) => inner.Bind(batch, pointer);

        public override bool Matches(in LogRecord record) => !inner.Matches(record);
    }

    private sealed class TextTest(ValueTest test) : RecordTest
    {
        private RecordBatch _batch = null!;

        public override void Bind(RecordBatch batch, SlotPointer? pointer) => _batch = batch;

        public override bool Matches(in LogRecord record) =>
            test.MatchesAnyText(_batch, record.Body) || test.MatchesAnyText(_batch, _batch.AttributesOf(record));
    }

    private sealed class FieldTest(FieldReader reader, ValueTest test) : RecordTest
    {
        private RecordBatch _batch = null!;

        public override void Bind(RecordBatch batch, SlotPointer? pointer)
        {
            _batch = batch;
            reader.Bind(batch, pointer);
        }

        public override bool Matches(in LogRecord record) => reader.TryRead(record, out var value) && test.MatchesValue(_batch, value);
    }

    private sealed class IdFieldTest(bool spans, ValueTest test) : RecordTest
    {
        public override bool Matches(in LogRecord record)
        {
            var id = spans ? record.SpanId : record.TraceId;
            return id != 0 && test.MatchesId(id);
        }
    }

    private sealed class ReleaseTest(ValueTest test) : RecordTest
    {
        private bool _matches;

        public override void Bind(RecordBatch batch, SlotPointer? pointer) =>
            _matches = pointer is not null && test.MatchesText(System.Text.Encoding.UTF8.GetBytes(pointer.Release.Name));

        public override bool Matches(in LogRecord record) => _matches;
    }
}
