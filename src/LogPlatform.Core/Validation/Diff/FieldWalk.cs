using LogPlatform.Core.Records;
using LogPlatform.Core.Time;

namespace LogPlatform.Core.Validation.Diff;

/// <summary>Compares two records field by field.</summary>
internal sealed class FieldWalk(BatchPair pair)
{
    private const string Kept = "kept";
    private const string NotKept = "not kept";

    private readonly ValueWalk _values = new(pair);
    private (int Before, int After) _equalResources;
    private (int Before, int After) _equalScopes;

    private RecordBatch Before => pair.Before;

    private RecordBatch After => pair.After;

    public void Bind(DiffAggregate aggregate)
    {
        _values.Bind(aggregate);
        _equalResources = _equalScopes = (BatchPair.None, BatchPair.None);
    }

    /// <summary>A record that only the baseline kept.</summary>
    public void NoLongerKept(int before)
    {
        ref var record = ref Before.Records[before];
        _values.Turn(Before, record, before);
        if (_values.Differs("fate"u8, ChangeKind.Removed) is { } tally)
        {
            _values.Example(tally, record.Body.Kind == ValueKind.Empty ? Kept : $"{Kept}: {ValueText.Of(Before, record.Body)}", NotKept);
        }
    }

    /// <summary>A record that only the other side kept. Its text stays out of the example: the baseline may have dropped it for what it says.</summary>
    public void NewlyKept(int after)
    {
        _values.Turn(After, After.Records[after], BatchPair.None);
        if (_values.Differs("fate"u8, ChangeKind.Added) is { } tally)
        {
            _values.Example(tally, NotKept, Kept);
        }
    }

    /// <summary>A record that both kept.</summary>
    public void Compare(int beforeIndex, int afterIndex)
    {
        ref var before = ref Before.Records[beforeIndex];
        ref var after = ref After.Records[afterIndex];
        _values.Turn(Before, before, beforeIndex);
        Times("time"u8, before.TimeUnixNano, after.TimeUnixNano);
        Times("observed"u8, before.ObservedUnixNano, after.ObservedUnixNano);
        Severities(before.Severity, after.Severity);
        _values.Texts("severity_text"u8, before.SeverityText, after.SeverityText);
        _values.Values("body"u8, before.Body, after.Body);
        _values.Lists(default, before.AttributeStart, before.AttributeCount, after.AttributeStart, after.AttributeCount);
        Ids("trace_id"u8, before.TraceId, after.TraceId, "x32");
        Ids("span_id"u8, before.SpanId, after.SpanId, "x16");
        _values.Texts("event"u8, before.EventName, after.EventName);
        _values.Numbers("flags"u8, before.Flags, after.Flags);
        _values.Numbers("dropped_attributes"u8, before.DroppedAttributes, after.DroppedAttributes);
        Resources(before.Resource, after.Resource);
        Scopes(before.Scope, after.Scope);
    }

    private void Times(ReadOnlySpan<byte> field, long before, long after)
    {
        if (before != after && _values.Differs(field, ValueWalk.KindOf(before != 0, after != 0)) is { } tally)
        {
            _values.Example(tally, before == 0 ? null : Rfc3339.Format(before), after == 0 ? null : Rfc3339.Format(after));
        }
    }

    private void Severities(byte before, byte after)
    {
        if (before != after && _values.Differs("severity"u8, ValueWalk.KindOf(before != 0, after != 0)) is { } tally)
        {
            _values.Example(tally, before == 0 ? null : SeverityName.Of(before), after == 0 ? null : SeverityName.Of(after));
        }
    }

    private void Ids(ReadOnlySpan<byte> field, UInt128 before, UInt128 after, string format)
    {
        if (before != after && _values.Differs(field, ValueWalk.KindOf(before != 0, after != 0)) is { } tally)
        {
            _values.Example(tally, before == 0 ? null : Hex(before, format), after == 0 ? null : Hex(after, format));
        }
    }

    // Neighbours mostly share theirs, so the last equal ones are remembered.
    private void Resources(int beforeIndex, int afterIndex)
    {
        if (_equalResources == (beforeIndex, afterIndex))
        {
            return;
        }

        var before = beforeIndex < 0 ? default : Before.Resources[beforeIndex];
        var after = afterIndex < 0 ? default : After.Resources[afterIndex];
        if (before.DroppedAttributes == after.DroppedAttributes
            && pair.TextsEqual(before.SchemaUrl, after.SchemaUrl)
            && pair.ListsEqual(before.AttributeStart, before.AttributeCount, after.AttributeStart, after.AttributeCount))
        {
            _equalResources = (beforeIndex, afterIndex);
            return;
        }

        _values.Lists("resource"u8, before.AttributeStart, before.AttributeCount, after.AttributeStart, after.AttributeCount);
        _values.Texts("resource_schema_url"u8, before.SchemaUrl, after.SchemaUrl);
        _values.Numbers("resource_dropped_attributes"u8, before.DroppedAttributes, after.DroppedAttributes);
    }

    private void Scopes(int beforeIndex, int afterIndex)
    {
        if (_equalScopes == (beforeIndex, afterIndex))
        {
            return;
        }

        var before = beforeIndex < 0 ? default : Before.Scopes[beforeIndex];
        var after = afterIndex < 0 ? default : After.Scopes[afterIndex];
        if (before.DroppedAttributes == after.DroppedAttributes
            && pair.TextsEqual(before.Name, after.Name)
            && pair.TextsEqual(before.Version, after.Version)
            && pair.TextsEqual(before.SchemaUrl, after.SchemaUrl)
            && pair.ListsEqual(before.AttributeStart, before.AttributeCount, after.AttributeStart, after.AttributeCount))
        {
            _equalScopes = (beforeIndex, afterIndex);
            return;
        }

        _values.Texts("scope"u8, before.Name, after.Name);
        _values.Texts("scope_version"u8, before.Version, after.Version);
        _values.Lists("scope"u8, before.AttributeStart, before.AttributeCount, after.AttributeStart, after.AttributeCount);
        _values.Texts("scope_schema_url"u8, before.SchemaUrl, after.SchemaUrl);
        _values.Numbers("scope_dropped_attributes"u8, before.DroppedAttributes, after.DroppedAttributes);
    }

    private static string Hex(UInt128 id, string format) => id.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
