using LogPlatform.Core.Ports;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Conformance;

public sealed class FileDocumentsKept : DocumentRules
{
    private protected override Task<IRestartable<IDocuments>> OpenAsync() => Task.FromResult<IRestartable<IDocuments>>(
        new FileRecord<IDocuments>(new MemoryDirectory(), directory => new FileDocuments(directory)));
}
