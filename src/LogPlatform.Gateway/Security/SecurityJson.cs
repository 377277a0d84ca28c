using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Security;

/// <summary>The JSON form of the key file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(ApiKey[]))]
internal sealed partial class SecurityJson : JsonSerializerContext;
