namespace LogPlatform.Bench.Corpus;

/// <summary>
/// Seeded, realistic OTLP log requests: five services that log HTTP access, business events, SQL statements and exceptions, about ten attributes of
/// mixed types a record, trace ids on most, rising timestamps; 768 bytes a record on the wire on average. The same seed gives the same bytes.
/// </summary>
public sealed class OtlpCorpus
{
    // 2025-06-01T00:00:00Z.
    private const ulong Start = 1_748_736_000_000_000_000;

    private static readonly string[] Services = ["checkout", "catalog", "identity", "payments", "shipping"];
    private static readonly string[] Scopes = ["Shop.Http.AccessLog", "Shop.Orders.OrderService", "Shop.Data.SqlCommands", "Shop.Workers.Dispatcher"];

    private readonly Random _random;
    private readonly OtlpCorpusRecords _records;
    private readonly WireWriter _writer = new();
    private ulong _time = Start;

    public OtlpCorpus(int seed = 1)
    {
        _random = new Random(seed);
        _records = new OtlpCorpusRecords(_random);
    }

    /// <summary>The next <c>ExportLogsServiceRequest</c>, of <paramref name="records"/> records spread over <paramref name="resources"/> services.</summary>
    public byte[] Request(int records, int resources = 1)
    {
        _writer.Clear();
        for (var i = 0; i < resources; i++)
        {
            WriteResourceLogs((records * (i + 1) / resources) - (records * i / resources));
        }

        return _writer.ToArray();
    }

    /// <summary>The next <paramref name="count"/> requests.</summary>
    public byte[][] Requests(int count, int records, int resources = 1)
    {
        var requests = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            requests[i] = Request(records, resources);
        }

        return requests;
    }

    private void WriteResourceLogs(int records)
    {
        var service = Services[_random.Next(Services.Length)];
        var instance = _random.Next(1, 9);
        _writer.Begin(1).Begin(1);
        Attribute("service.name", service);
        Attribute("service.namespace", "shop");
        Attribute("service.version", "4.17.2");
        Attribute("service.instance.id", $"{service}-7d9c5bf6f4-{instance:x5}");
        Attribute("deployment.environment.name", "production");
        Attribute("host.name", $"node-{instance:00}.eu-west-1.example.net");
        Attribute("telemetry.sdk.language", "dotnet");
        Attribute("telemetry.sdk.name", "opentelemetry");
        Attribute("telemetry.sdk.version", "1.12.0");
        _writer.End();

        // An SDK groups a batch by logger; the shares of the kinds are those of an ordinary web service.
        var left = records;
        for (var kind = 0; kind < 4; kind++)
        {
            var share = kind == 3 ? left : Math.Min(left, (int)Math.Round(records * OtlpCorpusRecords.Shares[kind]));
            left -= share;
            if (share > 0)
            {
                WriteScopeLogs(kind, share);
            }
        }

        _writer.Text(3, "https://opentelemetry.io/schemas/1.30.0").End();
    }

    private void WriteScopeLogs(int kind, int records)
    {
        _writer.Begin(2).Begin(1).Text(1, Scopes[kind]).Text(2, "4.17.2").End();
        for (var i = 0; i < records; i++)
        {
            _time += (ulong)_random.Next(200_000);
            _writer.Begin(2);
            _records.Write(_writer, kind, _time);
            _writer.End();
        }

        _writer.End();
    }

    private void Attribute(string key, string value) => _writer.Begin(1).Text(1, key).Begin(2).Text(1, value).End().End();
}
