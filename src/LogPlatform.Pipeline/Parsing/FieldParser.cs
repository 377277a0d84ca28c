using LogPlatform.Core.Records;

namespace LogPlatform.Pipeline.Parsing;

/// <summary>Finds named fields in a text.</summary>
internal abstract class FieldParser
{
    /// <summary>Puts the fields of a text into the sink. Null, or why the text cannot be parsed: then the sink's content has no meaning.</summary>
    public abstract string? Parse(TextRef text, FieldSink sink);
}
