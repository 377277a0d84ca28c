using System.Text;
using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Storage.Blocks.Records;

namespace LogPlatform.Storage.Query.Evaluation;

/// <summary>Says for a shape in which column a field is. The rules are those of <see cref="FieldReader"/>.</summary>
internal sealed class FieldLocator
{
    /// <summary>No record of the shape has the field.</summary>
    public const int Nowhere = -1;

    /// <summary>The resource and the scope decide.</summary>
    public const int Origin = -2;

    /// <summary>The field may be inside a map: each record decides.</summary>
    public const int Inside = -3;

    private readonly Field _field;
    private readonly byte[] _name;
    private readonly byte[][] _prefixes;

    public FieldLocator(FieldRef field)
    {
        _field = field.Field;
        _name = Encoding.UTF8.GetBytes(field.Name);
        _prefixes = [.. AttributePath.Splits(field.Name).Skip(1).Select(static split => Encoding.UTF8.GetBytes(split.Name))];
    }

    /// <summary>Whether the resource and the scope alone have a field.</summary>
    public static bool IsOrigin(Field field) => field is Field.Service or Field.Scope or Field.ResourceAttribute or Field.ScopeAttribute;

    /// <summary>The column of the field in a shape, or one of the constants.</summary>
    public int Locate(BlockSchema schema, int shape) => _field switch
    {
        _ when IsOrigin(_field) => Origin,
        Field.Body => LocateBody(schema, schema.Shapes[shape][0]),
        Field.SeverityText => Find(schema, shape, ColumnField.SeverityText),
        Field.Event => Find(schema, shape, ColumnField.EventName),
        Field.Attribute => LocateAttribute(schema, shape, Origin),
        Field.RecordAttribute => LocateAttribute(schema, shape, Nowhere),
        _ => Nowhere,
    };

    private int LocateBody(BlockSchema schema, int column) => schema.Columns[column].Kind switch
    {
        ValueKind.Empty => Nowhere,
        ValueKind.Map when _name.Length > 0 => Inside,
        _ => _name.Length > 0 ? Nowhere : column,
    };

    private int LocateAttribute(BlockSchema schema, int shape, int otherwise)
    {
        var name = schema.FindName(_name);
        var column = name < 0 ? Nowhere : Find(schema, shape, ColumnField.FirstName + name);
        return column != Nowhere ? column : MayBeInside(schema, shape) ? Inside : otherwise;
    }

    // The first with a value: an empty one counts as missing.
    private static int Find(BlockSchema schema, int shape, int field)
    {
        foreach (var column in schema.Shapes[shape])
        {
            if (schema.Columns[column].Field == field && schema.Columns[column].Kind != ValueKind.Empty)
            {
                return column;
            }
        }

        return Nowhere;
    }

    private bool MayBeInside(BlockSchema schema, int shape)
    {
        foreach (var prefix in _prefixes)
        {
            var name = schema.FindName(prefix);
            if (name < 0)
            {
                continue;
            }

            foreach (var column in schema.Shapes[shape])
            {
                if (schema.Columns[column].Field == ColumnField.FirstName + name && schema.Columns[column].Kind == ValueKind.Map)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
