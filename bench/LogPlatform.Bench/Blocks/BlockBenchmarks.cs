using System.Buffers;
using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks;

namespace LogPlatform.Bench.Blocks;

/// <summary>Encoding a unit of work as a block, and reading all its records back. Per record of 768 bytes.</summary>
[MemoryDiagnoser]
public class BlockBenchmarks
{
    private const int Units = 8;

    private readonly BlockEncoder _encoder = new();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private readonly RecordBatch _target = new();
    private RecordBatch[] _batches = [];
    private byte[][] _blocks = [];
    private int[] _rows = [];

    /// <summary>Records of a unit; a figure of the report is per unit, to be divided by this.</summary>
    [Params(512, 2730)]
    public int Records { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _batches = CorpusBatches.Decode(Units, Records);
        _blocks = Array.ConvertAll(_batches, batch =>
        {
            _output.ResetWrittenCount();
            _encoder.Encode(batch, _output);
            return _output.WrittenSpan.ToArray();
        });
        _rows = [.. Enumerable.Range(0, Records)];
    }

    [Benchmark(OperationsPerInvoke = Units)]
    public int Encode()
    {
        var bytes = 0;
        foreach (var batch in _batches)
        {
            _output.ResetWrittenCount();
            _encoder.Encode(batch, _output);
            bytes += _output.WrittenCount;
        }

        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Units)]
    public int Materialize()
    {
        foreach (var block in _blocks)
        {
            _target.Clear();
            BlockReader.TryOpen(block, out var reader);
            reader!.Materialize(_rows, _target);
        }

        return _target.Attributes.Count;
    }
}
