using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Core.Time;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Editing;

/// <summary>
/// A text with <c>${field}</c> in it (<c>$${</c> writes the characters). A template that is one field and nothing else copies the value with its type;
/// a missing field is an empty text.
/// </summary>
internal sealed class TextTemplate
{
    private readonly List<(byte[] Literal, FieldRef? Field, FieldReader? Reader)> _pieces = [];

    /// <summary>Reads a template; otherwise says what is wrong.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TextTemplate? template, out string problem)
    {
        template = new TextTemplate();
        problem = string.Empty;
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (string.CompareOrdinal(text, at, "$${", 0, 3) == 0)
            {
                literal.Append("${");
                at += 3;
            }
            else if (string.CompareOrdinal(text, at, "${", 0, 2) == 0)
            {
                var end = text.IndexOf('}', at);
                var name = end < 0 ? string.Empty : text[(at + 2)..end].Trim();
                if (!FieldRef.TryParse(name, out var field) || field!.IsKnownToStoreOnly)
                {
                    problem = end < 0 ? "expected a closing } behind ${" : $"expected a field between ${{ and }}, found '{name}'";
                    template = null;
                    return false;
                }

                template.AddLiteral(literal);
                template._pieces.Add(([], field, new FieldReader(field)));
                at = end + 1;
            }
            else
            {
                literal.Append(text[at++]);
            }
        }

        template.AddLiteral(literal);
        return true;
    }

    public void Bind(RuleContext context)
    {
        foreach (var (_, _, reader) in _pieces)
        {
            reader?.Bind(context.Batch);
        }
    }

    /// <summary>The value for a record; false when the template is one field, which the record has not.</summary>
    public bool TryGet(RuleContext context, in LogRecord record, out Value value)
    {
        if (_pieces is [{ Field: not null } only] && !HasOwnText(only.Field.Field))
        {
            return only.Reader!.TryRead(record, out value);
        }

        context.Scratch.Clear();
        foreach (var (literal, field, reader) in _pieces)
        {
            if (field is null)
            {
                context.Scratch.AddRange(literal);
            }
            else
            {
                Write(context, record, field.Field, reader!);
            }
        }

        value = Value.OfString(context.Batch.Append(context.Scratch.AsSpan()));
        return value.Length > 0 || _pieces is not [{ Field: not null }];
    }

    // Fields that are numbers inside and read better as text.
    private static bool HasOwnText(Field field) => field is Field.TraceId or Field.SpanId or Field.Time or Field.Severity;

    private static void Write(RuleContext context, in LogRecord record, Field field, FieldReader reader)
    {
        Span<byte> text = stackalloc byte[40];
        var written = 0;
        switch (field)
        {
            case Field.TraceId when record.TraceId != 0:
                record.TraceId.TryFormat(text, out written, "x32", CultureInfo.InvariantCulture);
                break;
            case Field.SpanId when record.SpanId != 0:
                record.SpanId.TryFormat(text, out written, "x16", CultureInfo.InvariantCulture);
                break;
            case Field.Time:
                Rfc3339.TryFormat(context.Batch.TimeOf(record), text, out written);
                break;
            case Field.Severity when record.Severity <= SeverityNumber.Max:
                context.Scratch.AddRange(SeverityName.Utf8(record.Severity));
                return;
            default:
                if (reader.TryRead(record, out var value))
                {
                    ValueText.Write(context.Batch, value, context.Scratch);
                }

                return;
        }

        context.Scratch.AddRange(text[..written]);
    }

    private void AddLiteral(StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            _pieces.Add((Encoding.UTF8.GetBytes(literal.ToString()), null, null));
            literal.Clear();
        }
    }
}
