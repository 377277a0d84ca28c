using System.Text;
using System.Text.RegularExpressions;
using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>The named groups of a regular expression's first match. A group that took no part in the match gives no field.</summary>
internal sealed class RegexFieldParser : FieldParser
{
    private readonly Regex _regex;
    private readonly (int Number, byte[] Name)[] _groups;
    private readonly TextDecoder _decoder = new();

    public RegexFieldParser(Regex regex)
    {
        _regex = regex;
        _groups = [.. GroupNames(regex).Select(name => (regex.GroupNumberFromName(name), Encoding.UTF8.GetBytes(name)))];
    }

    /// <summary>The groups that were given a name.</summary>
    public static IEnumerable<string> GroupNames(Regex regex) => regex.GetGroupNames().Where(static name => !char.IsAsciiDigit(name[0]));

    public override string? Parse(TextRef text, FieldSink sink)
    {
        var bytes = sink.Batch.Text(text);
        var chars = _decoder.Decode(bytes);

        // Groups need a string; a text that does not match at all should not cost one.
        if (!_regex.IsMatch(chars))
        {
            return "the pattern does not match";
        }

        var match = _regex.Match(chars.ToString());
        foreach (var (number, name) in _groups)
        {
            var group = match.Groups[number];
            if (!group.Success)
            {
                continue;
            }

            // As many bytes as characters means ASCII: then the group is a range of the text itself.
            var value = chars.Length == bytes.Length
                ? new TextRef(text.Offset + group.Index, group.Length)
                : sink.Batch.Append(group.Value);
            if (!sink.Add(name, Value.OfString(value)))
            {
                return "too many fields";
            }
        }

        return null;
    }
}
