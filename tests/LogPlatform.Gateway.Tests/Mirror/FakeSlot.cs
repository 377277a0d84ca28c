using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Ports;
using LogPlatform.Core.Records;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Slots;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Storage.Blocks;
using LogPlatform.Storage.Segments;

namespace LogPlatform.Gateway.Tests.Mirror;

/// <summary>A slot that encodes real blocks of made-up records, and fails as a test tells it to.</summary>
internal sealed class FakeSlot(ReleaseId release) : IAsideSlot
{
    private static readonly Fingerprint Rules = Fingerprint.TryParse(new string('a', 64), out var parsed) ? parsed : throw new FormatException();
    private readonly Lock _gate = new();
    private readonly List<ReturnedMemory> _given = [];

    /// <summary>What each record says, by batch and position.</summary>
    public Func<long, int, string> Body { get; set; } = (batch, ordinal) => $"user {batch} signed in {ordinal}";

    public Func<long, int, RecordFate> Fate { get; set; } = (_, _) => RecordFate.Keep;

    public Func<long, string> Service { get; set; } = _ => "auth";

    public TimeSpan ServiceTime { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs before a unit is answered.</summary>
    public Func<WorkUnit, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What becomes of an answer on its way.</summary>
    public Func<WorkResult, WorkResult> After { get; set; } = result => result;

    public ConcurrentQueue<WorkUnit> Seen { get; } = [];

    public bool IsDisposed { get; private set; }

    public IReadOnlyList<NodeReport> Nodes { get; set; } = [Node("node-1", release, Rules)];

    public ReleaseId Release => release;

    public int Concurrency { get; init; } = 2;

    /// <summary>Answers whose memory was not given back.</summary>
    public int Unreturned
    {
        get
        {
            lock (_gate)
            {
                return _given.Count(memory => memory.Returns != 1);
            }
        }
    }

    public static Fingerprint Configuration => Rules;

    public static NodeReport Node(string name, ReleaseId release, Fingerprint configuration) =>
        new(name, NodeState.Ready, release, configuration, 1, 0, 0, 0, 1, 100 << 20, TimeSpan.FromHours(1));

    public async Task<WorkResult> ProcessAsync(WorkUnit unit, CancellationToken cancellationToken)
    {
        Seen.Enqueue(unit);
        await Before(unit);
        return Answer(unit);
    }

    public WorkResult Answer(WorkUnit unit)
    {
        var (batch, quarantine, blocks) = (new RecordBatch(), new QuarantineWriter(), new ArrayBufferWriter<byte>());
        var decoder = new BatchDecoder();
        var tallies = new List<BatchTally>();
        foreach (var entry in unit.Entries)
        {
            var lines = Enumerable.Range(0, entry.RecordCount)
                .Select(ordinal => JsonSerializer.Serialize(new { time = "2025-03-01T12:00:00Z", body = Body(entry.Id.Value, ordinal), service = Service(entry.Id.Value) }));
            var payload = batch.Append(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
            var first = batch.Records.Count;
            decoder.Decode(batch, payload, entry.Id, new BatchHeader { Format = BatchFormat.Ndjson, ReceivedUnixNano = entry.ReceivedUnixNano, RecordCount = entry.RecordCount });
            var fates = new int[4];
            for (var i = first; i < batch.Records.Count; i++)
            {
                ref var record = ref batch.Records[i];
                record.Fate = Fate(entry.Id.Value, record.Ordinal);
                fates[(int)record.Fate]++;
                if (record.Fate == RecordFate.Quarantine)
                {
                    quarantine.Add(entry.Id, record.Ordinal, entry.ReceivedUnixNano, BatchFormat.Ndjson, "broken"u8, "{}"u8);
                }
            }

            tallies.Add(new BatchTally(entry.Id, fates[(int)RecordFate.Keep], fates[(int)RecordFate.Quarantine], fates[(int)RecordFate.Drop]));
        }

        var lengths = new BlockEncoder().Encode(batch, blocks);
        var memory = new ReturnedMemory();
        lock (_gate)
        {
            _given.Add(memory);
        }

        return After(new WorkResult
        {
            Number = unit.Number,
            Tallies = tallies,
            Blocks = Cut(blocks.WrittenMemory, lengths),
            Quarantine = quarantine.Encoded,
            CpuNanoseconds = ServiceTime.Ticks * 100,
            ServiceTime = ServiceTime,
            Memory = memory,
        });
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private static List<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> blocks, IReadOnlyList<int> lengths)
    {
        var cut = new List<ReadOnlyMemory<byte>>();
        foreach (var length in lengths)
        {
            cut.Add(blocks[..length]);
            blocks = blocks[length..];
        }

        return cut;
    }

    private sealed class ReturnedMemory : IDisposable
    {
        private int _returns;

        public int Returns => Volatile.Read(ref _returns);

        public void Dispose() => Interlocked.Increment(ref _returns);
    }
}
