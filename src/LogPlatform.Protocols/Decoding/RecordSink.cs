using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Protocols.Decoding;

/// <summary>
/// Where the decoder of a format puts the records of one ingested batch. It holds the count that the header promised: what is too few is filled up,
/// what is too many is refused, so that the ledger's sum comes out whatever the bytes are.
/// </summary>
internal sealed class RecordSink
{
    private readonly KeyCache _keys = new();
    private int _source;
    private int _limit;
    private int _count;
    private string? _reason;
    private TextRef _reasonText;

    /// <summary>The batch that is being filled.</summary>
    public RecordBatch Batch { get; private set; } = null!;

    /// <summary>What the gateway knew of the ingested batch.</summary>
    public BatchHeader Header { get; private set; } = null!;

    /// <summary>Resources by host and service, for formats that name these with each record.</summary>
    public ResourceInterner Resources { get; } = new();

    /// <summary>Attributes, members and elements of values that are still open.</summary>
    public OpenValues Open { get; } = new();

    /// <summary>Whether the promised number of records is there; what the decoder finds beyond is <see cref="HasSurplus"/>.</summary>
    public bool IsFull => _count == _limit;

    /// <summary>Whether the payload holds more records than its header says.</summary>
    public bool HasSurplus { get; set; }

    /// <summary>Begins an ingested batch.</summary>
    public void Start(RecordBatch batch, BatchId id, BatchHeader header)
    {
        Batch = batch;
        Header = header;
        HasSurplus = false;
        _limit = header.RecordCount;
        _count = 0;
        _reason = null;
        _keys.Clear();
        Open.Clear();
        Resources.Start(batch);
        _source = batch.Sources.Add(new SourceBatch { Id = id, ReceivedUnixNano = header.ReceivedUnixNano, Format = header.Format });
    }

    /// <summary>Makes the number of records what the header promised.</summary>
    public void Finish()
    {
        if (HasSurplus && _count > 0)
        {
            Quarantine(ref Batch.Records[Batch.Records.Count - 1], "the batch holds more records than its header says");
        }

        while (!IsFull)
        {
            Quarantine(ref Add(default), "the batch holds fewer records than its header says");
        }
    }

    /// <summary>Adds a record with the fate Keep, without resource and scope; its attributes start at the end of the list. The sink must not be full.</summary>
    public ref LogRecord Add(TextRef raw)
    {
        ref var record = ref Batch.Records.AddUninitialized(1)[0];
        record = default;
        record.Raw = raw;
        record.ObservedUnixNano = Header.ReceivedUnixNano;
        record.AttributeStart = Batch.Attributes.Count;
        record.Resource = -1;
        record.Scope = -1;
        record.Source = _source;
        record.Ordinal = _count++;
        record.Fate = RecordFate.Keep;
        return ref record;
    }

    /// <summary>Puts a record aside.</summary>
    public void Quarantine(ref LogRecord record, string reason)
    {
        if (!ReferenceEquals(reason, _reason))
        {
            _reason = reason;
            _reasonText = Batch.Append(reason);
        }

        record.Fate = RecordFate.Quarantine;
        record.Reason = _reasonText;
    }

    /// <summary>The id of the attribute name at a range of <paramref name="data"/>, which is the batch's buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Key(ReadOnlySpan<byte> data, int start, int length) =>
        _keys.TryFind(data, start, length, out var key) ? key : NewKey(data, start, length);

    /// <summary>The id of an attribute name that stands nowhere in the buffer.</summary>
    public int Key(ReadOnlySpan<byte> name) => Batch.Keys.Intern(name);

    /// <summary>The range itself when its bytes in <paramref name="data"/>, the batch's buffer, are valid UTF-8; else a repaired copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextRef Text(ReadOnlySpan<byte> data, int start, int length) =>
        Utf8.IsValid(data.Slice(start, length)) ? new TextRef(start, length) : Repair(data.Slice(start, length));

    /// <summary>The batch's buffer as it is now. Bytes that are there do not change, so it stays good for reading them when the buffer grows.</summary>
    public ReadOnlySpan<byte> Data() => Batch.Buffer.AsSpan();

    private TextRef Repair(ReadOnlySpan<byte> text) => Batch.Append(Encoding.UTF8.GetString(text));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NewKey(ReadOnlySpan<byte> data, int start, int length)
    {
        var name = data.Slice(start, length);
        if (!Utf8.IsValid(name))
        {
            return Batch.Keys.Intern(Encoding.UTF8.GetString(name));
        }

        var key = Batch.Keys.Intern(name);
        _keys.Put(data, start, length, key);
        return key;
    }
}
