using System.Globalization;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;

namespace LogPlatform.Storage.Tests.Blocks.Golden;

/// <summary>The records in the golden block, made without chance. Every encoding of the format occurs.</summary>
internal static class GoldenBatch
{
    private const long Start = 1_748_736_000_000_000_000;

    public static RecordBatch Make()
    {
        var batch = new RecordBatch();
        batch.Sources.Add(new SourceBatch { Id = new BatchId(41), ReceivedUnixNano = Start + 900, Format = BatchFormat.OtlpProtobuf });
        batch.Sources.Add(new SourceBatch { Id = new BatchId(42), ReceivedUnixNano = Start + 9_900, Format = BatchFormat.Ndjson });
        foreach (var service in new[] { "checkout", "payments" })
        {
            var attributes = new[] { Text(batch, "service.name", service), new RecordAttribute(batch.Keys.Intern("replicas"), Value.OfInt(3)) };
            batch.Resources.Add(new ResourceInfo
            {
                AttributeStart = batch.Attributes.AddRange(attributes),
                AttributeCount = attributes.Length,
                DroppedAttributes = 1,
                SchemaUrl = batch.Append("https://opentelemetry.io/schemas/1.30.0"),
            });
        }

        batch.Scopes.Add(new ScopeInfo { Name = batch.Append("Shop.Orders"), Version = batch.Append("4.17"), DroppedAttributes = 2 });
        for (var i = 0; i < 80; i++)
        {
            Add(batch, i);
        }

        return batch;
    }

    private static void Add(RecordBatch batch, int i)
    {
        var body = (i % 8) switch
        {
            6 => Nested(batch, i),
            7 => default,
            _ => Value.OfString(batch.Append(Message(i))),
        };
        RecordAttribute[] attributes =
        [
            Text(batch, "http.route", i % 3 == 0 ? "/api/orders/{id}" : "/api/carts"),
            new(batch.Keys.Intern("http.status"), Value.OfInt(i % 5 == 0 ? 503 : 200)),
            new(batch.Keys.Intern("size"), Value.OfInt((i * 7919) % 5003)),
            new(batch.Keys.Intern("offset"), Value.OfInt((i * 1_000_000L) + (i % 3))),
            new(batch.Keys.Intern("duration"), Value.OfDouble(i / 1000.0)),
            new(batch.Keys.Intern("ratio"), Value.OfDouble(1.0 / (i + 1))),
            new(batch.Keys.Intern("cached"), Value.OfBool(i % 2 == 0)),
            Text(batch, "request.id", Hex(i, 16)),
            Text(batch, "job.id", $"{Hex(i, 8)}-1234-4567-89ab-{Hex(i + 1, 12)}"),
            Text(batch, "code", (i * 37 % 1000).ToString("0000", CultureInfo.InvariantCulture)),
            Text(batch, "comment", string.Concat(Enumerable.Repeat((char)('a' + (i % 26)), 1 + (i / 2))) + (i < 26 ? "!" : "?")),
            new(batch.Keys.Intern("raw"), Value.OfBytes(batch.Append([(byte)i, 0, 255]))),
            i % 4 == 0 ? new(batch.Keys.Intern("tags"), Nested(batch, i)) : new(batch.Keys.Intern("size"), Value.OfInt(-1)),
        ];
        batch.Records.Add(new LogRecord
        {
            TimeUnixNano = i % 10 == 9 ? 0 : Start + (i * 1000L),
            ObservedUnixNano = i % 20 == 19 ? 0 : Start + (i * 1000L) + 500,
            TraceId = i % 4 == 3 ? 0 : new UInt128(0x0123456789abcdef, (ulong)(i / 4) + 1),
            SpanId = i % 4 == 3 ? 0 : 0xfedcba9876543210 - (ulong)i,
            Flags = (uint)(i & 1),
            DroppedAttributes = (uint)(i / 40),
            Body = body,
            SeverityText = i % 3 == 0 ? default : batch.Append("Warning"),
            EventName = i % 7 == 0 ? batch.Append("order.placed") : default,
            AttributeStart = batch.Attributes.AddRange(attributes),
            AttributeCount = attributes.Length,
            Resource = (i % 3) - 1,
            Scope = i % 2 == 0 ? 0 : -1,
            Source = i / 40,
            Ordinal = i % 40,
            Severity = (byte)(i % 5 == 0 ? 17 : 9),
            Fate = RecordFate.Keep,
        });
    }

    private static string Message(int i) => string.Create(CultureInfo.InvariantCulture, $"order {i * 13} of user{i % 6} took {i}.{i % 10:000}ms, session {Hex(i * 3, 8)}");

    private static string Hex(int i, int digits) => ((ulong)(i + 1) * 0x9E3779B97F4A7C15).ToString("x16", CultureInfo.InvariantCulture)[..digits];

    private static RecordAttribute Text(RecordBatch batch, string name, string text) => new(batch.Keys.Intern(name), Value.OfString(batch.Append(text)));

    private static Value Nested(RecordBatch batch, int i)
    {
        var inner = batch.Elements.AddRange([Value.OfBool(true), Value.OfDouble(0.5), default, Value.OfBytes(batch.Append([7]))]);
        var members = new RecordAttribute[] { Text(batch, "kind", "gift"), new(batch.Keys.Intern("list"), Value.OfArray(inner, 4)), new(batch.Keys.Intern("count"), Value.OfInt(i % 3)) };
        return Value.OfMap(batch.Attributes.AddRange(members), members.Length);
    }
}
