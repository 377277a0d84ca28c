using System.Buffers;
using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Lines;

/// <summary>
/// Renders message templates (messagetemplates.org): <c>{Name}</c>, <c>{@Name}</c> and <c>{Name,10:format}</c> are holes, doubled braces escape. A hole with a format takes the
/// event's own rendering, as the sender's formatting rules are not known here; a hole without property stays as it is written.
/// </summary>
internal sealed class ClefTemplate
{
    private readonly ArrayBufferWriter<byte> _json = new();

    /// <summary>Renders with the open members since <paramref name="mark"/> as properties.</summary>
    public TextRef Render(RecordSink sink, TextRef template, int mark, ReadOnlySpan<TextRef> renderings)
    {
        var batch = sink.Batch;
        var rest = batch.Text(template);
        if (rest.IndexOfAny((byte)'{', (byte)'}') < 0)
        {
            return template;
        }

        var start = batch.Buffer.Count;
        while (true)
        {
            var brace = rest.IndexOfAny((byte)'{', (byte)'}');
            if (brace < 0)
            {
                break;
            }

            batch.Buffer.AddRange(rest[..brace]);
            rest = rest[brace..];
            if (rest.Length > 1 && rest[1] == rest[0])
            {
                batch.Buffer.Add(rest[0]);
                rest = rest[2..];
                continue;
            }

            var end = rest[0] == '{' ? rest.IndexOf((byte)'}') : 0;
            if (end <= 0)
            {
                batch.Buffer.Add(rest[0]);
                rest = rest[1..];
                continue;
            }

            Hole(sink, rest[..(end + 1)], mark, ref renderings);
            rest = rest[(end + 1)..];
        }

        batch.Buffer.AddRange(rest);
        return new TextRef(start, batch.Buffer.Count - start);
    }

    private void Hole(RecordSink sink, ReadOnlySpan<byte> hole, int mark, ref ReadOnlySpan<TextRef> renderings)
    {
        var name = hole[1..^1].TrimStart("@$"u8);
        var colon = name.IndexOf((byte)':');
        var comma = name.IndexOf((byte)',');
        var end = colon >= 0 && comma >= 0 ? Math.Min(colon, comma) : Math.Max(colon, comma);
        if (colon >= 0 && !renderings.IsEmpty)
        {
            var rendering = renderings[0];
            renderings = renderings[1..];
            sink.Batch.Buffer.AddRange(sink.Batch.Text(rendering));
            return;
        }

        var key = sink.Batch.Keys.Find(end < 0 ? name : name[..end]);
        foreach (ref var member in sink.Open.Members(mark))
        {
            if (member.Key == key && key >= 0)
            {
                Append(sink.Batch, member.Value);
                return;
            }
        }

        sink.Batch.Buffer.AddRange(hole);
    }

    private void Append(RecordBatch batch, in Value value)
    {
        if (value.Kind == ValueKind.String)
        {
            batch.Buffer.AddRange(batch.Text(value.Text));
            return;
        }

        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json))
        {
            ValueJson.Write(json, batch, value);
        }

        batch.Buffer.AddRange(_json.WrittenSpan);
    }
}
