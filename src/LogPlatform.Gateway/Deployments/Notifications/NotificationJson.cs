using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>The JSON form of notifications.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeploymentNotice))]
internal sealed partial class NotificationJson : JsonSerializerContext;
