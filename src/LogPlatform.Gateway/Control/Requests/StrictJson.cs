using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LogPlatform.Gateway.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogPlatform.Gateway.Control.Requests;

/// <summary>
/// Reads what people and pipelines write. Nothing is guessed and nothing is passed over: a member that does not exist is a mistake like a value of the wrong kind, and
/// all mistakes are told at once.
/// </summary>
internal static class StrictJson
{
    // By reflection: metadata made at compile time would set members that are not in the body to zero instead of their defaults.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Reads the body. A body that the endpoint says is optional may be missing: that is a value with all defaults.</summary>
    public static async Task<ReadBody<T>> ReadAsync<T>(HttpContext http)
        where T : class, new()
    {
        var described = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequestBody>();
        if (described.IsOptional && IsMissing(http))
        {
            return new ReadBody<T>(new T(), [], null);
        }

        if (!MediaType.Is(http.Request.ContentType, described.ContentType))
        {
            return new ReadBody<T>(null, [], BodyRefusals.WrongType(described));
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, http.RequestAborted);
            return Read<T>(document.RootElement);
        }
        catch (JsonException broken)
        {
            return new ReadBody<T>(null, [$"The body is not JSON: {broken.Message}"], null);
        }
        catch (BadHttpRequestException refused)
        {
            return new ReadBody<T>(null, [], BodyRefusals.Of(refused));
        }
    }

    private static ReadBody<T> Read<T>(JsonElement body)
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new ReadBody<T>(null, ["The body must be a JSON object."], null);
        }

        var errors = new List<string>();
        Check(body, typeof(T), string.Empty, errors);
        return errors.Count == 0 ? new ReadBody<T>(body.Deserialize<T>(Options), [], null) : new ReadBody<T>(null, errors, null);
    }

    private static void Check(JsonElement value, Type type, string path, List<string> errors)
    {
        var info = Options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                if (info.Properties.FirstOrDefault(known => known.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is not { Set: not null } property)
                {
                    errors.Add($"{name}: there is no such member.");
                }
                else if (member.Value.ValueKind != JsonValueKind.Null || !property.IsSetNullable)
                {
                    Check(member.Value, property.PropertyType, name, errors);
                }
            }
        }
        else if (info.Kind == JsonTypeInfoKind.Dictionary && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in value.EnumerateObject())
            {
                Check(entry.Value, info.ElementType!, $"{path}.{entry.Name}", errors);
            }
        }
        else if (!CanBe(value, info))
        {
            errors.Add($"{path}: expected {Words(type)}.");
        }
    }

    private static bool CanBe(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null && value.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Words(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(TimeSpan) ? "a time span such as \"00:05:00\""
            : bare == typeof(bool) ? "true or false"
            : bare == typeof(int) || bare == typeof(long) ? "a whole number"
            : bare == typeof(double) ? "a number"
            : bare == typeof(string) ? "a text"
            : bare.IsEnum ? string.Join(", ", Enum.GetNames(bare).Where(name => name != "None"))
            : "an object";
    }

    private static bool IsMissing(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } || http.Request.ContentLength == 0;
}
