using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LogPlatform.Pipeline.Configuration;

/// <summary>
/// Reads YAML into nodes with their places. Anchors, aliases and tags are refused: a rules file needs none, and without them a file cannot unfold
/// into more than it is.
/// </summary>
internal sealed class ConfigReader
{
    private const int MaxCharacters = 1 << 20;
    private const int MaxDepth = 16;

    private readonly IParser _parser;
    private readonly MistakeList _mistakes;
    private int _depth;

    private ConfigReader(IParser parser, MistakeList mistakes)
    {
        _parser = parser;
        _mistakes = mistakes;
    }

    /// <summary>The root of the file; null when it is empty or has a mistake that ends the reading.</summary>
    public static ConfigNode? Read(string yaml, MistakeList mistakes)
    {
        if (yaml.Length > MaxCharacters)
        {
            mistakes.Add(1, 1, $"expected at most {MaxCharacters} characters, found {yaml.Length}");
            return null;
        }

        try
        {
            return new ConfigReader(new Parser(new StringReader(yaml)), mistakes).ReadDocument();
        }
        catch (YamlException invalid)
        {
            mistakes.Add(Math.Max(1, (int)invalid.Start.Line), Math.Max(1, (int)invalid.Start.Column), $"not valid YAML: {invalid.Message}");
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser has been seen to fail on garbage with exceptions of its own inside.
            mistakes.Add(1, 1, "not valid YAML");
            return null;
        }
    }

    private ConfigNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _mistakes.Add((int)second.Start.Line, (int)second.Start.Column, "expected the end of the file, found a second document");
        }

        return root is ConfigScalar { IsNull: true } ? null : root;
    }

    private ConfigNode ReadNode()
    {
        if (++_depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"expected at most {MaxDepth} levels of nesting");
        }

        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            _mistakes.Add((int)_parser.Current.Start.Line, (int)_parser.Current.Start.Column, "expected a plain value, found an anchor or alias");
        }

        if (_parser.Current is NodeEvent { Tag.IsEmpty: false })
        {
            _mistakes.Add((int)_parser.Current.Start.Line, (int)_parser.Current.Start.Column, "expected a value without a tag");
        }

        ConfigNode node = _parser.Current switch
        {
            MappingStart => ReadMap(),
            SequenceStart => ReadList(),
            Scalar => ReadScalar(),
            _ => ReadAlias(),
        };
        _depth--;
        return node;
    }

    private ConfigScalar ReadAlias()
    {
        var alias = _parser.Consume<AnchorAlias>();
        return new ConfigScalar((int)alias.Start.Line, (int)alias.Start.Column, string.Empty, false, -1);
    }

    private ConfigScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        var quotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var verbatim = scalar.Start.Line == scalar.End.Line && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + (2 * quotes);
        return new ConfigScalar(
            (int)scalar.Start.Line,
            (int)scalar.Start.Column,
            scalar.Value,
            scalar.Style == ScalarStyle.Plain,
            verbatim ? quotes : -1);
    }

    private ConfigList ReadList()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<ConfigNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode());
        }

        return new ConfigList((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private ConfigMap ReadMap()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<ConfigEntry>();
        var seen = new Dictionary<string, ConfigScalar>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode();
            var value = ReadNode();
            if (key is not ConfigScalar name)
            {
                _mistakes.Add(key, $"expected a key, found {key.Kind}");
            }
            else if (!seen.TryAdd(name.Text, name))
            {
                _mistakes.Add(key, $"the key '{name.Text}' is there already, in line {seen[name.Text].Line}");
            }
            else
            {
                entries.Add(new ConfigEntry(name, value));
            }
        }

        return new ConfigMap((int)start.Start.Line, (int)start.Start.Column, entries);
    }
}
