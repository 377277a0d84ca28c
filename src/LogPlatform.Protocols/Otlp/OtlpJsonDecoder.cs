using System.Text.Json;
using LogPlatform.Core.Records;
using LogPlatform.Protocols.Decoding;
using LogPlatform.Protocols.Json;

namespace LogPlatform.Protocols.Otlp;

/// <summary>Decodes OTLP requests in JSON. The inspector has accepted the structure; what differs here ends the decoding.</summary>
internal sealed class OtlpJsonDecoder
{
    private RecordSink _sink = null!;

    /// <summary>Decodes the request at <paramref name="payload"/> of the sink's batch.</summary>
    public void Decode(RecordSink sink, TextRef payload)
    {
        _sink = sink;
        var cursor = new JsonCursor(sink, sink.Data(), payload.Offset, payload.Length);
        var records = sink.Batch.Records;
        var before = records.Count;
        try
        {
            cursor.Read();
            Request(ref cursor);
        }
        catch (JsonException)
        {
            sink.Open.Clear();
            if (records.Count > before)
            {
                sink.Quarantine(ref records[records.Count - 1], "not valid JSON");
            }
        }
    }

    private void Request(ref JsonCursor cursor)
    {
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("resourceLogs"u8, "resource_logs"u8) && cursor.Token == JsonTokenType.StartArray)
            {
                while (cursor.ReadElement())
                {
                    ResourceLogs(ref cursor);
                }
            }
            else
            {
                cursor.Reader.Skip();
            }
        }
    }

    private void ResourceLogs(ref JsonCursor cursor)
    {
        if (cursor.Token != JsonTokenType.StartObject)
        {
            cursor.Reader.Skip();
            return;
        }

        // Members may come in any order, so the index is given out before the resource is known.
        var index = _sink.Batch.Resources.Add(default);
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("resource"u8) && cursor.Token == JsonTokenType.StartObject)
            {
                var resource = Entity(ref cursor);
                _sink.Batch.Resources[index] = new ResourceInfo
                {
                    AttributeStart = resource.AttributeStart,
                    AttributeCount = resource.AttributeCount,
                    DroppedAttributes = resource.DroppedAttributes,
                    SchemaUrl = _sink.Batch.Resources[index].SchemaUrl,
                    Raw = resource.Raw,
                };
            }
            else if (name.Is("scopeLogs"u8, "scope_logs"u8) && cursor.Token == JsonTokenType.StartArray)
            {
                while (cursor.ReadElement())
                {
                    ScopeLogs(ref cursor, index);
                }
            }
            else if (name.Is("schemaUrl"u8, "schema_url"u8))
            {
                var url = cursor.ScalarText();
                _sink.Batch.Resources[index].SchemaUrl = url;
            }
            else
            {
                cursor.Reader.Skip();
            }
        }
    }

    private void ScopeLogs(ref JsonCursor cursor, int resource)
    {
        if (cursor.Token != JsonTokenType.StartObject)
        {
            cursor.Reader.Skip();
            return;
        }

        var index = _sink.Batch.Scopes.Add(default);
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("scope"u8) && cursor.Token == JsonTokenType.StartObject)
            {
                var scope = Entity(ref cursor);
                scope.SchemaUrl = _sink.Batch.Scopes[index].SchemaUrl;
                _sink.Batch.Scopes[index] = scope;
            }
            else if (name.Is("logRecords"u8, "log_records"u8) && cursor.Token == JsonTokenType.StartArray)
            {
                while (cursor.ReadElement())
                {
                    if (_sink.IsFull)
                    {
                        _sink.HasSurplus |= cursor.Token == JsonTokenType.StartObject;
                        cursor.Reader.Skip();
                    }
                    else if (cursor.Token == JsonTokenType.StartObject)
                    {
                        OtlpJsonRecord.Read(ref cursor, _sink, resource, index);
                    }
                    else
                    {
                        cursor.Reader.Skip();
                    }
                }
            }
            else if (name.Is("schemaUrl"u8, "schema_url"u8))
            {
                var url = cursor.ScalarText();
                _sink.Batch.Scopes[index].SchemaUrl = url;
            }
            else
            {
                cursor.Reader.Skip();
            }
        }
    }

    // A resource is a scope without name and version.
    private ScopeInfo Entity(ref JsonCursor cursor)
    {
        var entity = default(ScopeInfo);
        var start = cursor.TokenStart;
        while (OtlpJsonFields.Next(ref cursor, out var name))
        {
            if (name.Is("name"u8))
            {
                entity.Name = cursor.ScalarText();
            }
            else if (name.Is("version"u8))
            {
                entity.Version = cursor.ScalarText();
            }
            else if (name.Is("attributes"u8))
            {
                OtlpJsonValues.ReadAttributes(ref cursor, _sink, out entity.AttributeStart, out entity.AttributeCount);
            }
            else if (name.Is("droppedAttributesCount"u8, "dropped_attributes_count"u8))
            {
                entity.DroppedAttributes = (uint)OtlpJsonValues.ReadInteger(ref cursor);
            }
            else
            {
                cursor.Reader.Skip();
            }
        }

        entity.Raw = new TextRef(start, cursor.Position - start);
        return entity;
    }
}
