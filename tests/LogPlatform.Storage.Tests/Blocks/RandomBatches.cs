using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Tests.Blocks;

/// <summary>Seeded batches with everything a record can have, and texts in all forms that the codec treats apart.</summary>
internal sealed class RandomBatches(int seed)
{
    private static readonly string[] Names = ["host", "http.status", "http.route", "user", "id", "flags", "nested.map", "dup", "größe", ""];
    private static readonly string[] Words = ["connection", "refused", "Timeout", "user", "order", "accepted", "face", "ERROR", "über", "ß", "by", "\u0001", "a\u0002b"];

    private readonly Random _random = new(seed);

    public RecordBatch Next(int records, bool wild = true)
    {
        var batch = new RecordBatch();
        Fill(batch, records, wild);
        return batch;
    }

    public void Fill(RecordBatch batch, int records, bool wild = true)
    {
        var sources = 1 + _random.Next(3);
        for (var i = 0; i < sources; i++)
        {
            batch.Sources.Add(new SourceBatch
            {
                Id = new BatchId(_random.Next(1, 1000)),
                ReceivedUnixNano = 1_700_000_000_000_000_000 + _random.NextInt64(1_000_000_000),
                Format = BatchFormat.OtlpProtobuf,
            });
        }

        for (var i = _random.Next(4); i > 0; i--)
        {
            var (start, count) = Attributes(batch, 0);
            batch.Resources.Add(new ResourceInfo { AttributeStart = start, AttributeCount = count, DroppedAttributes = Rarely(), SchemaUrl = Maybe(batch, "https://schema/1") });
        }

        for (var i = _random.Next(4); i > 0; i--)
        {
            var (start, count) = Attributes(batch, 0);
            batch.Scopes.Add(new ScopeInfo
            {
                Name = Maybe(batch, "Logger." + _random.Next(3)),
                Version = Maybe(batch, "1.2"),
                AttributeStart = start,
                AttributeCount = count,
                DroppedAttributes = Rarely(),
                SchemaUrl = Maybe(batch, "https://schema/2"),
            });
        }

        var time = 1_700_000_000_000_000_000L;
        for (var i = 0; i < records; i++)
        {
            time += _random.Next(1_000_000);
            AddRecord(batch, i, time, wild);
        }
    }

    private void AddRecord(RecordBatch batch, int ordinal, long time, bool wild)
    {
        var body = wild ? Value(batch, 0) : Core.Records.Value.OfString(batch.Append(Text()));
        var (start, count) = Attributes(batch, 0);
        batch.Records.Add(new LogRecord
        {
            TimeUnixNano = _random.Next(8) == 0 ? 0 : wild && _random.Next(20) == 0 ? _random.NextInt64(long.MinValue, long.MaxValue) : time,
            ObservedUnixNano = _random.Next(8) == 0 ? 0 : time + _random.Next(1000),
            TraceId = _random.Next(3) == 0 ? 0 : new UInt128((ulong)_random.Next(5), (ulong)_random.NextInt64()),
            SpanId = _random.Next(3) == 0 ? 0 : (ulong)_random.NextInt64(long.MinValue, long.MaxValue),
            Flags = (uint)_random.Next(2),
            DroppedAttributes = Rarely(),
            Body = body,
            SeverityText = Maybe(batch, _random.Next(2) == 0 ? "Information" : "ERROR"),
            EventName = _random.Next(5) == 0 ? batch.Append("order.placed") : default,
            AttributeStart = start,
            AttributeCount = count,
            Resource = _random.Next(-1, batch.Resources.Count),
            Scope = _random.Next(-1, batch.Scopes.Count),
            Source = _random.Next(batch.Sources.Count),
            Ordinal = _random.Next(9) == 0 ? _random.Next() : ordinal,
            Severity = (byte)_random.Next(25),
            Fate = RecordFate.Keep,
        });
    }

    private (int Start, int Count) Attributes(RecordBatch batch, int depth)
    {
        var items = new RecordAttribute[_random.Next(6)];
        foreach (ref var item in items.AsSpan())
        {
            item = new RecordAttribute(batch.Keys.Intern(Names[_random.Next(Names.Length)]), Value(batch, depth));
        }

        return (batch.Attributes.AddRange(items), items.Length);
    }

    private Value Value(RecordBatch batch, int depth)
    {
        switch (_random.Next(depth < 3 ? 14 : 10))
        {
            case 0:
                return default;
            case 1:
                return Core.Records.Value.OfBool(_random.Next(2) == 0);
            case 2:
                return Core.Records.Value.OfInt(_random.Next(600));
            case 3:
                return Core.Records.Value.OfInt(_random.NextInt64(long.MinValue, long.MaxValue));
            case 4:
                return Core.Records.Value.OfDouble(Math.Round(_random.NextDouble() * 100, _random.Next(5)));
            case 5:
                return Core.Records.Value.OfDouble(Odd());
            case 6:
                var bytes = new byte[_random.Next(20)];
                _random.NextBytes(bytes);
                return Core.Records.Value.OfBytes(batch.Append(bytes));
            case 10 or 11:
                var elements = new Value[_random.Next(4)];
                foreach (ref var element in elements.AsSpan())
                {
                    element = Value(batch, depth + 1);
                }

                return Core.Records.Value.OfArray(batch.Elements.AddRange(elements), elements.Length);
            case 12 or 13:
                var (start, count) = Attributes(batch, depth + 1);
                return Core.Records.Value.OfMap(start, count);
            default:
                return Core.Records.Value.OfString(batch.Append(Text()));
        }
    }

    private double Odd() => _random.Next(6) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => -0.0,
        3 => double.Epsilon,
        4 => double.MaxValue,
        _ => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private string Text() => _random.Next(12) switch
    {
        0 => string.Empty,
        1 => _random.Next(1000).ToString(CultureInfo.InvariantCulture),
        2 => _random.Next(1000).ToString("0000", CultureInfo.InvariantCulture),
        3 => _random.NextInt64().ToString("x16", CultureInfo.InvariantCulture),
        4 => Uuid(),
        5 => $"order {_random.Next(100000)} of user{_random.Next(100)} took {_random.Next(90)}ms at 10.0.{_random.Next(256)}.{_random.Next(256)}",
        6 => $"session {_random.NextInt64():x16} of {Uuid()} ended",
        7 => $"2024-05-{_random.Next(1, 29):00}T{_random.Next(24):00}:{_random.Next(60):00}:01.{_random.Next(1000):000}Z started",
        8 => new string('9', _random.Next(1, 40)),
        9 => string.Join(' ', Enumerable.Range(0, _random.Next(100)).Select(i => i.ToString(CultureInfo.InvariantCulture))),
        _ => string.Join(' ', Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Words[_random.Next(Words.Length)])),
    };

    private string Uuid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private TextRef Maybe(RecordBatch batch, string text) => _random.Next(3) == 0 ? default : batch.Append(text);

    private uint Rarely() => _random.Next(10) == 0 ? (uint)_random.Next() : 0;
}
