using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogPlatform.Gateway.Deployments.Notifications;

/// <summary>The JSON form of notifications, and of the file that says how far they were sent.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeploymentNotice))]
[JsonSerializable(typeof(Dictionary<string, NotificationPosition>), TypeInfoPropertyName = "Positions")]
internal sealed partial class NotificationJson : JsonSerializerContext;
