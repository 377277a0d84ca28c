using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Security;

/// <summary>The JSON form of the key file. Members that a file does not have get their defaults, so files of earlier versions are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiKey[]))]
internal sealed partial class SecurityJson : JsonSerializerContext;
