using System.Text;
using BenchmarkDotNet.Attributes;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline;
using LogPlatform.Pipeline.Compiling;

namespace LogPlatform.Bench.Pipeline;

/// <summary>All six detectors over records of 768 bytes that hold no secret: a body, and the rest in ten attributes. Times are per record.</summary>
[MemoryDiagnoser]
public class SecretsBenchmarks
{
    private const int Records = 1000;

    private readonly RecordBatch _batch = new();
    private readonly RulePipeline _pipeline = PipelineCompiler.Compile("version: 1\nrules:\n- redact: all").Pipeline!;

    /// <summary>Whether the texts stand in the bytes the records came in, as those of a decoder do.</summary>
    [Params(true, false)]
    public bool InRaw { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        const string Line = "GET /api/orders/4711/items?page=12 responded 200 in 17.25 ms, 5120 bytes; cache miss at 10:20:30, retry 2 of 5 ";
        var text = string.Concat(Enumerable.Repeat(Line, 7))[..768];
        for (var i = 0; i < Records; i++)
        {
            var raw = _batch.Append(Encoding.UTF8.GetBytes(text));
            var record = new LogRecord { Fate = RecordFate.Keep, Resource = -1, Scope = -1, AttributeStart = _batch.Attributes.Count, AttributeCount = 10 };
            record.Body = Value.OfString(raw with { Length = 268 });
            record.Raw = InRaw ? raw : default;
            for (var j = 0; j < 10; j++)
            {
                _batch.Attributes.Add(new RecordAttribute(_batch.Keys.Intern($"key.{j}"), Value.OfString(new TextRef(raw.Offset + 268 + (j * 50), 50))));
            }

            _batch.Records.Add(record);
        }
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public int Clean()
    {
        _pipeline.Apply(_batch);
        return _batch.Buffer.Count;
    }
}
