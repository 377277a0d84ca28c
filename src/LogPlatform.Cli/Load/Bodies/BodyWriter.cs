namespace LogPlatform.Cli.Load.Bodies;

/// <summary>Writes request bodies of numbered records. One for each connection: the buffer is used again for the next body.</summary>
internal abstract class BodyWriter
{
    /// <summary>Attribute that names the run.</summary>
    public const string RunAttribute = "load.run";

    /// <summary>Attribute with the record's number in the run.</summary>
    public const string NumberAttribute = "load.seq";

    // Enough that consecutive requests differ; few enough to stay in the cache.
    private const int TemplateCount = 200;

    private static readonly string[] Filler = ["retry", "budget", "zone", "eu-west-1a", "tenant", "acme", "flow", "cart-to-order", "shard", "primary", "attempt", "first"];

    private byte[] _buffer = new byte[64 << 10];

    /// <summary>Creates a writer whose contents follow from <paramref name="seed"/>.</summary>
    protected BodyWriter(int seed) => Noise = new Noise((ulong)seed);

    /// <summary>Content type of the bodies.</summary>
    public abstract string ContentType { get; }

    /// <summary>The templates to draw from.</summary>
    protected RecordTemplate[] Templates { get; private set; } = [];

    /// <summary>Varying bytes.</summary>
    protected Noise Noise;

    /// <summary>The writer for a run.</summary>
    public static BodyWriter Create(LoadOptions options, string runId, int connection)
    {
        var seed = options.Seed + (connection * 7919);
        BodyWriter writer = options.Protocol switch
        {
            LoadProtocol.OtlpProto => new OtlpProtoBodyWriter(seed),
            LoadProtocol.OtlpJson => new OtlpJsonBodyWriter(seed),
            LoadProtocol.Ndjson => new NdjsonBodyWriter(seed),
            _ => new SyslogBodyWriter(seed),
        };
        writer.Prepare(runId, options);
        return writer;
    }

    /// <summary>A body with records <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1; valid until the next call.</summary>
    /// <param name="first">Number of the first record.</param>
    /// <param name="count">Number of records.</param>
    /// <param name="unixNano">Time of the first record, nanoseconds since the Unix epoch; each next one is a microsecond later.</param>
    public abstract ReadOnlyMemory<byte> Write(long first, int count, long unixNano);

    /// <summary>The bytes of one record.</summary>
    /// <param name="sample">The record.</param>
    /// <param name="runId">The run.</param>
    /// <param name="padding">Text to bring it to size; empty for none.</param>
    protected abstract RecordTemplate Render(SampleRecord sample, string runId, string padding);

    /// <summary>Room for a body of <paramref name="length"/> bytes.</summary>
    protected byte[] Room(long length)
    {
        if (_buffer.Length < length)
        {
            _buffer = new byte[Math.Max(length, _buffer.Length * 2L)];
        }

        return _buffer;
    }

    private static string Pad(int length)
    {
        var text = new System.Text.StringBuilder(length + 16);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(Filler[i % Filler.Length]).Append(i % 2 == 0 ? '=' : ' ');
        }

        return text.ToString(0, Math.Max(0, length));
    }

    private void Prepare(string runId, LoadOptions options)
    {
        if (options.Samples is { } own)
        {
            Templates = [.. own.Select(sample => Fit(sample, runId, options.WireBytes))];
            return;
        }

        // The same samples on every connection, in the same order: a run's mix does not depend on which connection is quick.
        var samples = new SampleRecords(options.Seed);
        Templates = new RecordTemplate[TemplateCount];
        for (var i = 0; i < TemplateCount; i++)
        {
            Templates[i] = Fit(samples.Next(), runId, options.WireBytes);
        }
    }

    private RecordTemplate Fit(SampleRecord sample, string runId, int recordBytes)
    {
        const int NumberBytes = 8;
        var template = Render(sample, runId, string.Empty);
        while (template.Bytes.Length + NumberBytes > recordBytes && sample.Attributes.Count > 0)
        {
            sample = sample with { Attributes = [.. sample.Attributes.SkipLast(1)] };
            template = Render(sample, runId, string.Empty);
        }

        // The padding's own frame has a length too: measured, not guessed.
        var frame = Render(sample, runId, "x").Bytes.Length - template.Bytes.Length - 1;
        var missing = recordBytes - NumberBytes - template.Bytes.Length - frame;
        return missing > 0 ? Render(sample, runId, Pad(missing)) : template;
    }
}
