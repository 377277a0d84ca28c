using LogPlatform.Core.Records;
using LogPlatform.Pipeline.Secrets;

namespace LogPlatform.Pipeline.Rules;

/// <summary>Masks secrets in the chosen parts of records. Shared parts (resources, scopes) are copied once and looked at once a batch.</summary>
internal sealed class RedactAction(TextRedactor redactor, RedactTargets targets) : RuleAction
{
    private readonly ValueRedactor _values = new(redactor);
    private readonly Dictionary<int, int> _resources = [];
    private readonly Dictionary<int, int> _scopes = [];
    private int[] _keys = [];
    private (int From, int To) _lastResource;
    private (int From, int To) _lastScope;

    public override void Bind(RuleContext context)
    {
        _values.Begin(context.Batch);
        _resources.Clear();
        _scopes.Clear();
        (_lastResource, _lastScope) = ((-1, -1), (-1, -1));
        _keys = [.. targets.Names.Select(context.Batch.Keys.Intern)];
    }

    public override void Apply(RuleContext context, ref LogRecord record)
    {
        // Most values still stand in the bytes the record came in: if these hold no secret, neither do the values.
        _values.BeginRecord(record.Raw);
        if (targets.Body && _values.TryRedact(record.Body, out var body))
        {
            record.Body = body;
        }

        if (targets.Event)
        {
            _values.Redact(ref record.EventName);
        }

        if (targets.SeverityText)
        {
            _values.Redact(ref record.SeverityText);
        }

        if (targets.Attributes || _keys.Length > 0)
        {
            RedactAttributes(context, ref record);
        }

        // Neighbours mostly share theirs.
        if (targets.Resource && record.Resource >= 0)
        {
            _lastResource = record.Resource == _lastResource.From ? _lastResource : (record.Resource, RedactedResource(context.Batch, record.Resource));
            record.Resource = _lastResource.To;
        }

        if (targets.Scope && record.Scope >= 0)
        {
            _lastScope = record.Scope == _lastScope.From ? _lastScope : (record.Scope, RedactedScope(context.Batch, record.Scope));
            record.Scope = _lastScope.To;
        }
    }

    private void RedactAttributes(RuleContext context, ref LogRecord record)
    {
        for (var i = 0; i < record.AttributeCount; i++)
        {
            ref var place = ref context.Batch.Attributes[record.AttributeStart + i];
            if (targets.Attributes ? _values.IsClean(place.Value) && _values.RedactedKey(place.Key) == place.Key : Array.IndexOf(_keys, place.Key) < 0)
            {
                continue;
            }

            var attribute = place;

            var key = targets.Attributes ? _values.RedactedKey(attribute.Key) : attribute.Key;
            var hasSecret = _values.TryRedact(attribute.Value, out var value);
            if (hasSecret || key != attribute.Key)
            {
                context.Attributes.Own(ref record)[i] = new RecordAttribute(key, hasSecret ? value : attribute.Value);
            }
        }
    }

    private int RedactedResource(RecordBatch batch, int resource)
    {
        if (_resources.TryGetValue(resource, out var redacted))
        {
            return redacted;
        }

        var info = batch.Resources[resource];
        _values.BeginRecord(default);
        var hasSecret = _values.Redact(ref info.SchemaUrl) | _values.Redact(ref info.AttributeStart, info.AttributeCount);
        redacted = hasSecret ? batch.Resources.Add(info) : resource;
        _resources[resource] = redacted;
        return redacted;
    }

    private int RedactedScope(RecordBatch batch, int scope)
    {
        if (_scopes.TryGetValue(scope, out var redacted))
        {
            return redacted;
        }

        var info = batch.Scopes[scope];
        _values.BeginRecord(default);
        var hasSecret = _values.Redact(ref info.Name) | _values.Redact(ref info.Version) | _values.Redact(ref info.SchemaUrl)
            | _values.Redact(ref info.AttributeStart, info.AttributeCount);
        redacted = hasSecret ? batch.Scopes.Add(info) : scope;
        _scopes[scope] = redacted;
        return redacted;
    }
}
