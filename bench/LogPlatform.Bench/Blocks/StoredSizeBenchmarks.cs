using System.Buffers;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Bench.Blocks;

/// <summary>How much smaller than OTLP in JSON, and than OTLP in protobuf, the stored blocks are. The columns count; the time is that of one unit.</summary>
[Config(typeof(SizeColumns))]
public class StoredSizeBenchmarks
{
    private readonly BlockEncoder _encoder = new();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private Core.Records.RecordBatch[] _batches = [];

    [Params(64, 512, 2730)]
    public int Records { get; set; }

    [GlobalSetup]
    public void Setup() => _batches = CorpusBatches.Decode(1, Records);

    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        _encoder.Encode(_batches[0], _output);
        return _output.WrittenCount;
    }

    private sealed class SizeColumns : ManualConfig
    {
        public SizeColumns()
        {
            AddColumn(new SizeColumn("stored B/record", static size => (double)size.Stored / size.Records));
            AddColumn(new SizeColumn("JSON / stored", static size => (double)size.Json / size.Stored));
            AddColumn(new SizeColumn("protobuf / stored", static size => (double)size.Protobuf / size.Stored));
        }
    }

    private sealed class SizeColumn(string name, Func<(long Records, long Stored, long Json, long Protobuf), double> figure) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => name;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var records = (int)benchmarkCase.Parameters[nameof(Records)];
            var encoder = new BlockEncoder();
            var (stored, json, protobuf) = (0L, 0L, 0L);
            foreach (var batch in CorpusBatches.Decode(8, records))
            {
                var output = new ArrayBufferWriter<byte>();
                protobuf += batch.Buffer.Count;
                json += OtlpJsonForm.Size(batch);
                encoder.Encode(batch, output);
                stored += output.WrittenCount;
            }

            return figure((8L * records, stored, json, protobuf)).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
