using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Security;

/// <summary>The JSON form of keys and sessions. Members that a document does not have get their defaults, so documents of earlier versions are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiKey[]))]
[JsonSerializable(typeof(Session[]))]
internal sealed partial class SecurityJson : JsonSerializerContext;
