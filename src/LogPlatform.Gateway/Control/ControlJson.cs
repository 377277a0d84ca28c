using System.Text.Json;
using System.Text.Json.Serialization;
using LogPlatform.Gateway.Security;

namespace LogPlatform.Gateway.Control;

/// <summary>The JSON form of the control API: camelCase members, enums as text.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlatformStatus))]
[JsonSerializable(typeof(LedgerReport))]
[JsonSerializable(typeof(QuarantinePage))]
[JsonSerializable(typeof(QuarantineItem))]
[JsonSerializable(typeof(ReprocessReport))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(KeyInfo))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(CreatedKey))]
internal sealed partial class ControlJson : JsonSerializerContext;
