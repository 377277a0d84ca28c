using LogPlatform.Core.Filters.Parsing;

namespace LogPlatform.Core.Filters;

/// <summary>A field of a record, as written in a filter or a rule.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Name">The name of an attribute, or a path into a map body; otherwise empty.</param>
public sealed record FieldRef(Field Field, string Name)
{
    /// <summary>A field without a name.</summary>
    public FieldRef(Field field)
        : this(field, string.Empty)
    {
    }

    /// <summary>Whether only the store knows the field, so that a rule cannot ask for it.</summary>
    public bool IsKnownToStoreOnly => Field is Field.Generation or Field.Release;

    /// <summary>Reads a field as it is written in a filter: a bare name, or names in backquotes. False when the text is something else.</summary>
    public static bool TryParse(string text, out FieldRef? field)
    {
        var lexer = new FilterLexer(text);
        field = lexer.ReadField(out var name) && lexer.AtEnd ? name : null;
        return field is not null;
    }

    /// <summary>The canonical form, which <see cref="TryParse"/> reads back.</summary>
    public override string ToString() => FieldName.Write(this);
}
