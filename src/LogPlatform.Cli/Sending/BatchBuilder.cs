using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogPlatform.Cli.Sending;

/// <summary>Collects lines into a batch, each in the form that its way in takes.</summary>
internal sealed class BatchBuilder(LogFormat format, int mostLines, int mostBytes)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _body = new(mostBytes + (16 << 10));
    private int _records;
    private long _firstLine = 1;
    private long _line;
    private bool _taken;

    /// <summary>Whether it holds no line.</summary>
    public bool IsEmpty => _taken || _records == 0;

    /// <summary>Whether it is time to send it.</summary>
    public bool IsFull => !IsEmpty && (_records >= mostLines || _body.WrittenCount >= mostBytes);

    /// <summary>Adds a line without its line break; blank ones only count.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (_taken)
        {
            _body.ResetWrittenCount();
            _records = 0;
            _taken = false;
        }

        _line++;
        line = line.TrimEnd((byte)'\r');
        if (_line == 1 && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        if (line.TrimStart(" \t"u8).IsEmpty)
        {
            return;
        }

        _firstLine = _records == 0 ? _line : _firstLine;
        _records++;
        switch (format)
        {
            case LogFormat.Text:
                AddText(line);
                break;
            case LogFormat.Syslog:
                _body.Write(Encoding.ASCII.GetBytes(line.Length.ToString(CultureInfo.InvariantCulture)));
                _body.Write(" "u8);
                _body.Write(line);
                break;
            default:
                _body.Write(line);
                _body.Write("\n"u8);
                break;
        }
    }

    /// <summary>The batch; valid until the next line is added.</summary>
    public SendBatch Take()
    {
        _taken = true;
        return new SendBatch(_body.WrittenMemory, _records, _firstLine);
    }

    // A line of text may look like JSON or hold broken UTF-8: as a JSON string it is a body whatever it is.
    private void AddText(ReadOnlySpan<byte> line)
    {
        using (var json = new Utf8JsonWriter(_body, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("body"u8, Encoding.UTF8.GetString(line));
            json.WriteEndObject();
        }

        _body.Write("\n"u8);
    }
}
