using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogPlatform.Core.Batches;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Envelopes;

namespace LogPlatform.Cli.Tests.Serving;

/// <summary>Keeps the numbers of a load run's records, read by means other than those that wrote them.</summary>
internal sealed partial class NumberedStore
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _keys = [];
    private readonly List<long> _numbers = [];

    public IReadOnlyList<long> Numbers
    {
        get
        {
            lock (_gate)
            {
                return [.. _numbers];
            }
        }
    }

    public int Batches
    {
        get
        {
            lock (_gate)
            {
                return _keys.Count;
            }
        }
    }

    public void Lose(long number)
    {
        lock (_gate)
        {
            _numbers.Remove(number).ShouldBeTrue();
        }
    }

    public void Add(params IEnumerable<long> numbers)
    {
        lock (_gate)
        {
            _numbers.AddRange(numbers);
        }
    }

    public void Keep(SeenRequest request)
    {
        var numbers = request.Path == "/ingest" ? OfLines(request.Text)
            : request.Header("Content-Type") == "application/json" ? OfJson(request.Text)
            : OfProtobuf(request.Body);
        lock (_gate)
        {
            if (_keys.Add(request.Header("Idempotency-Key")!))
            {
                _numbers.AddRange(numbers);
            }
        }
    }

    public string Export()
    {
        var lines = new StringBuilder();
        foreach (var number in Numbers)
        {
            lines.Append(CultureInfo.InvariantCulture, $$"""{"time":"2026-11-20T12:00:00.000000000Z","attributes":{"load.run":"x","load.seq":{{number}}},"batch":1}""").Append('\n');
        }

        return lines.ToString();
    }

    public static List<long> OfSyslog(string text) => [.. Number().Matches(text).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    public static List<long> OfLines(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("load.seq", out _))
            .Select(line => line.GetProperty("load.seq").GetInt64()),
    ];

    public static List<long> OfJson(string text) =>
    [
        .. JsonDocument.Parse(text).RootElement.GetProperty("resourceLogs").EnumerateArray()
            .SelectMany(resource => resource.GetProperty("scopeLogs").EnumerateArray())
            .SelectMany(scope => scope.GetProperty("logRecords").EnumerateArray())
            .SelectMany(record => record.GetProperty("attributes").EnumerateArray())
            .Where(attribute => attribute.GetProperty("key").GetString() == "load.seq")
            .Select(attribute => long.Parse(attribute.GetProperty("value").GetProperty("intValue").GetString()!, CultureInfo.InvariantCulture)),
    ];

    public static List<long> OfProtobuf(byte[] body)
    {
        var batch = Decode(body);
        var numbers = new List<long>();
        for (var i = 0; i < batch.Records.Count; i++)
        {
            foreach (var attribute in batch.AttributesOf(batch.Records[i]))
            {
                if (batch.Keys[attribute.Key].SequenceEqual("load.seq"u8))
                {
                    numbers.Add(attribute.Value.Int);
                }
            }
        }

        return numbers;
    }

    public static RecordBatch Decode(byte[] body)
    {
        var verdict = EnvelopeInspector.Inspect(BatchFormat.OtlpProtobuf, body, new IngestLimits());
        verdict.Error.ShouldBeNull();
        var batch = new RecordBatch();
        var header = new BatchHeader { Format = BatchFormat.OtlpProtobuf, ReceivedUnixNano = 1, RecordCount = verdict.RecordCount };
        new BatchDecoder().Decode(batch, batch.Append(body), new BatchId(1), header);
        return batch;
    }

    [GeneratedRegex("\\[load@32473 run=\"[a-z]+\" seq=\"(\\d+)\"\\]")]
    private static partial Regex Number();
}
