using LogPlatform.Core.Ports;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Postgres.Tests.Conformance;

public sealed class PgDeployments : DeploymentRules
{
    private protected override Task<IRestartable<IDeploymentStore>> OpenAsync() => PgRecord<IDeploymentStore>.OpenAsync(ports => ports.Deployments);
}
