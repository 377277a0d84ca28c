using System.Text.Json;
using System.Text.Json.Serialization;
using LogPlatform.Core.Audit;
using LogPlatform.Core.Releases;
using LogPlatform.Core.Rollouts;
using LogPlatform.Gateway.Control.Audit;
using LogPlatform.Gateway.Control.Deployments;
using LogPlatform.Gateway.Control.Jobs;
using LogPlatform.Gateway.Control.Releases;
using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Validation;

namespace LogPlatform.Gateway.Control;

/// <summary>The JSON form of the control API: camelCase members, enums as text. Bodies that clients send are read by <see cref="Requests.StrictJson"/>.</summary>
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
[JsonSerializable(typeof(ReleaseList))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(ReleaseDiff))]
[JsonSerializable(typeof(DeploymentPage))]
[JsonSerializable(typeof(RolloutState))]
[JsonSerializable(typeof(DeployOrder))]
[JsonSerializable(typeof(CommandOrder))]
[JsonSerializable(typeof(StrategyErrors))]
[JsonSerializable(typeof(AlarmList))]
[JsonSerializable(typeof(MirrorStatus))]
[JsonSerializable(typeof(RehearsalOrder))]
[JsonSerializable(typeof(RehearsalList))]
[JsonSerializable(typeof(RewindOrder))]
[JsonSerializable(typeof(RewindList))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditVerification))]
internal sealed partial class ControlJson : JsonSerializerContext;
