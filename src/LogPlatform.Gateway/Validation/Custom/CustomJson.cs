using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Validation.Custom;

/// <summary>The JSON of custom checks.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CustomQuestion))]
[JsonSerializable(typeof(CustomReply))]
internal sealed partial class CustomJson : JsonSerializerContext;
