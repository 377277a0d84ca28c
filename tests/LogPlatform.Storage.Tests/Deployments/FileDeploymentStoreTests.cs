using System.Text;
using System.Text.Json;
using LogPlatform.Core.Rollouts;
using LogPlatform.Storage.Deployments;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Tests.Files;
using LogPlatform.Tests.Conformance;

namespace LogPlatform.Storage.Tests.Deployments;

public sealed class FileDeploymentStoreTests : FolderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheFormOnDiskIsFixed()
    {
        var directory = new MemoryDirectory();
        await FileDeploymentStore.Open(directory).TrySaveAsync(DeploymentStates.Whole(), Token);
        Encoding.UTF8.GetString(directory.BytesOf("000001.json")).ReplaceLineEndings("\n").ShouldBe(GoldenDeployment.Text);
    }

    [Fact]
    public void AStateWithMembersOfALaterVersionAndWithoutSomeOfThisOneIsRead()
    {
        var directory = new MemoryDirectory();
        var text = GoldenDeployment.Text
            .Replace("\"actor\"", "\"weather\": {\"sun\": [1]}, \"actor\"", StringComparison.Ordinal)
            .Replace("\"minUnits\": 30,", string.Empty, StringComparison.Ordinal)
            .Replace("\"timeline\"", "\"timelineOfLater\"", StringComparison.Ordinal);
        directory.Create("000001.json").Write(0, Encoding.UTF8.GetBytes(text));
        var read = FileDeploymentStore.Open(directory).Latest().ShouldNotBeNull();
        read.Strategy.MinUnits.ShouldBe(30, "What is not there has its default.");
        read.Timeline.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"id\": 1, \"vers")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"id\": 1}")]
    public void ADamagedFileIsNamed(string content)
    {
        var directory = new MemoryDirectory();
        directory.Create("000001.json").Write(0, Encoding.UTF8.GetBytes(content));
        Should.Throw<InvalidDataException>(() => FileDeploymentStore.Open(directory)).Message.ShouldContain("000001.json");
    }

    [Fact]
    public void AFileUnderAnotherNumberIsRefused()
    {
        var directory = new MemoryDirectory();
        directory.Create("000002.json").Write(0, Encoding.UTF8.GetBytes(GoldenDeployment.Text));
        Should.Throw<InvalidDataException>(() => FileDeploymentStore.Open(directory)).Message.ShouldContain("000002.json");
    }

    [Fact]
    public async Task ACrashAtAnyStepOfSavingLeavesTheOldStateOrTheNew()
    {
        for (var step = 0; ; step++)
        {
            var directory = new MemoryDirectory();
            var store = FileDeploymentStore.Open(directory);
            var first = DeploymentStates.First(1);
            await store.TrySaveAsync(first, Token);
            var left = step;
            directory.Before = (operation, _) =>
            {
                if (operation != StorageOperation.Read && left-- <= 0)
                {
                    throw new IOException("The machine goes off.");
                }
            };
            var isSaved = true;
            try
            {
                await store.TrySaveAsync(first with { Version = 2 }, Token);
            }
            catch (IOException)
            {
                isSaved = false;
                store.Latest()!.Version.ShouldBe(1);
            }

            foreach (var after in new[] { directory.AfterKill(), directory.AfterPowerLoss(new Random(step)) })
            {
                var version = FileDeploymentStore.Open(after).Latest().ShouldNotBeNull().Version;
                version.ShouldBeOneOf(1, 2);
                (version == 2 || !isSaved).ShouldBeTrue("What was reported as saved is there.");
            }

            directory.Before = null;
            if (isSaved)
            {
                step.ShouldBe(5, "Create, write, flush, rename, flush of the folder.");
                break;
            }

            (await store.TrySaveAsync(first with { Version = 2 }, Token)).ShouldBeTrue("It can be tried again.");
        }
    }

    private static string Text(RolloutState state) => JsonSerializer.Serialize(state, StateJson.Indented);
}
