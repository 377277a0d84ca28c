using LogPlatform.Core.Filters;
using LogPlatform.Core.Filters.Evaluation;
using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Configuration;
using LogPlatform.Pipeline.Editing;
using LogPlatform.Pipeline.Rules;

namespace LogPlatform.Pipeline.Compiling;

/// <summary>Compiles the actions that move fields about: set, rename, remove.</summary>
internal static class FieldsCompiler
{
    public static SetAction? CompileSet(ConfigNode node, MistakeList mistakes)
    {
        if (node is not ConfigMap { Entries.Count: > 0 } map)
        {
            mistakes.Add(node, $"expected 'set' to be a mapping of fields to values, found {node.Kind}");
            return null;
        }

        var assignments = map.Entries.Select(entry => CompileAssignment(entry, mistakes)).ToList();
        return assignments.Contains(null) ? null : new SetAction([.. assignments.OfType<Assignment>()]);
    }

    public static RenameAction? CompileRename(ConfigNode node, MistakeList mistakes)
    {
        if (node is not ConfigMap { Entries.Count: > 0 } map)
        {
            mistakes.Add(node, $"expected 'rename' to be a mapping of old names to new names, found {node.Kind}");
            return null;
        }

        var moves = new List<(FieldReader, FieldRemover, FieldWriter)>();
        foreach (var entry in map.Entries)
        {
            var source = Removable("rename", entry.Key, mistakes);
            var target = Writable("rename", entry.Value, mistakes);
            if (source is not null && source == target)
            {
                mistakes.Add(entry.Value, $"expected a new name, found '{entry.Key.Text}' again");
            }

            if (source is not null && target is not null)
            {
                moves.Add((Reader(source), new FieldRemover(source), new FieldWriter(target)));
            }
        }

        return moves.Count == map.Entries.Count ? new RenameAction([.. moves]) : null;
    }

    public static RemoveAction? CompileRemove(ConfigNode node, MistakeList mistakes)
    {
        var names = ConfigValues.Texts("remove", node, mistakes);
        if (names.Count == 0)
        {
            mistakes.Add(node, $"expected 'remove' to be a field or a list of fields, found {node.Kind}");
        }

        var fields = names.Select(pair => Removable("remove", pair.Node, mistakes)).ToList();
        return names.Count == 0 || fields.Contains(null) ? null : new RemoveAction([.. fields.Select(static field => new FieldRemover(field!))]);
    }

    /// <summary>The remover of a field that an action has read, when the file asks for it.</summary>
    public static FieldRemover? SourceRemover(ConfigSection section, FieldRef? source)
    {
        if (!section.Flag("remove", false) || source is null)
        {
            return null;
        }

        if (!FieldRemover.CanRemove(source, out var problem))
        {
            section.Mistakes.Add(section.Optional("remove")!, problem);
        }

        return new FieldRemover(Own(source));
    }

    // What is changed is the record's own attribute; filters and templates also look further.
    private static FieldReader Reader(FieldRef source) => new(Own(source));

    private static FieldRef Own(FieldRef field) => field.Field == Field.Attribute ? field with { Field = Field.RecordAttribute } : field;

    private static Assignment? CompileAssignment(ConfigEntry entry, MistakeList mistakes)
    {
        var target = Writable("set", entry.Key, mistakes);
        if (entry.Value is not ConfigScalar { IsNull: false } scalar)
        {
            mistakes.Add(entry.Value, $"expected a text, a number, true or false, found {entry.Value.Kind}");
            return null;
        }

        var constant = Constant(scalar);
        TextTemplate? template = null;
        if (constant is null && !TextTemplate.TryParse(scalar.Text, out template, out var problem))
        {
            mistakes.Add(entry.Value, problem);
            return null;
        }

        return target is null ? null : new Assignment(new FieldWriter(target), template, constant);
    }

    private static Func<RecordBatch, Value>? Constant(ConfigScalar scalar)
    {
        if (scalar.TryBool(out var truth))
        {
            return _ => Value.OfBool(truth);
        }

        if (scalar.TryInteger(out var integer))
        {
            return _ => Value.OfInt(integer);
        }

        if (scalar.TryNumber(out var number))
        {
            return _ => Value.OfDouble(number);
        }

        return scalar.Text.Contains("${", StringComparison.Ordinal) ? null : batch => Value.OfString(batch.Append(scalar.Text));
    }

    private static FieldRef? Writable(string what, ConfigNode node, MistakeList mistakes) => Checked(what, node, FieldWriter.CanWrite, mistakes);

    private static FieldRef? Removable(string what, ConfigNode node, MistakeList mistakes) => Checked(what, node, FieldRemover.CanRemove, mistakes);

    private static FieldRef? Checked(string what, ConfigNode node, FieldCheck check, MistakeList mistakes)
    {
        var field = ConfigValues.Field(what, node, mistakes);
        if (field is not null && !check(field, out var problem))
        {
            mistakes.Add(node, problem);
            return null;
        }

        return field;
    }

    private delegate bool FieldCheck(FieldRef field, out string problem);
}
