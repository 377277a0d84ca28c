using System.Text.Json;
using System.Text.Json.Serialization;
using LogPlatform.Core.Rewinds;

namespace LogPlatform.Gateway.Rewinds;

/// <summary>The stored form of rewinds.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Rewind))]
internal sealed partial class RewindJson : JsonSerializerContext;
