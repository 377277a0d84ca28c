using LogPlatform.Core.Ports;
using LogPlatform.Storage.Deployments;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileDeployments : DeploymentRules
{
    private protected override Task<IRestartable<IDeploymentStore>> OpenAsync() => Task.FromResult<IRestartable<IDeploymentStore>>(
        new FileRecord<IDeploymentStore>(new MemoryDirectory(), FileDeploymentStore.Open));
}
