using LogPlatform.Gateway.Security;
using LogPlatform.Gateway.Tests.Hosting;
using LogPlatform.Storage.Files;
using LogPlatform.Storage.Tests;
using Microsoft.Extensions.Options;

namespace LogPlatform.Gateway.Tests.Security;

public sealed class KeyRingTests : IDisposable
{
    private const string Configured = "lp_confkey1_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("key-ring-");
    private readonly ManualTime _time = new();

    private string File => Path.Combine(_data.FullName, "keys.json");

    [Fact]
    public void AKeyIsFoundByItsSecretAlsoAfterARestart()
    {
        var (key, secret) = Open().Create("shipper", Role.Ingest);

        Open().TryFind(secret, out var found).ShouldBeTrue();

        found.ShouldBe(key);
    }

    [Fact]
    public void TheFileHoldsNoSecretAndOnlyItsOwnerReadsIt()
    {
        var (_, secret) = Open().Create("shipper", Role.Ingest);

        System.IO.File.ReadAllText(File).ShouldNotContain(secret[12..]);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void ASecretThatDiffersInOneCharacterIsNone()
    {
        var ring = Open();
        var (_, secret) = ring.Create("shipper", Role.Ingest);

        for (var i = 0; i < secret.Length; i++)
        {
            var other = secret.ToCharArray();
            other[i] = other[i] == 'x' ? 'y' : 'x';
            ring.TryFind(other, out _).ShouldBeFalse();
        }

        ring.TryFind(secret + "x", out _).ShouldBeFalse();
        ring.TryFind(secret.AsSpan(0, secret.Length - 1), out _).ShouldBeFalse();
        ring.TryFind([], out _).ShouldBeFalse();
        ring.TryFind(secret.Replace('_', '\u00e9'), out _).ShouldBeFalse();
    }

    [Fact]
    public void ARevokedKeyIsNoneAtOnceAndAfterARestart()
    {
        var ring = Open();
        var (key, secret) = ring.Create("shipper", Role.Ingest);

        ring.Revoke(key.Id).ShouldBe(RevokeResult.Revoked);

        ring.TryFind(secret, out _).ShouldBeFalse();
        Open().TryFind(secret, out _).ShouldBeFalse();
        ring.Revoke(key.Id).ShouldBe(RevokeResult.Unknown);
    }

    [Fact]
    public void TheLastOperatorKeyStays()
    {
        var ring = Open();
        var (first, _) = ring.Create("one", Role.Operator);
        ring.Revoke(first.Id).ShouldBe(RevokeResult.LastOperator);

        ring.Create("two", Role.Operator);
        ring.Revoke(first.Id).ShouldBe(RevokeResult.Revoked);
    }

    [Fact]
    public void TheFirstOperatorKeyIsMadeOnce()
    {
        Open().CreateFirstOperatorKey().ShouldNotBeNull();

        Open().CreateFirstOperatorKey().ShouldBeNull();
    }

    [Fact]
    public void AFileThatIsNoListOfKeysIsNotTakenForAnEmptyOne()
    {
        System.IO.File.WriteAllText(File, "[{");

        Should.Throw<InvalidDataException>(Open).Message.ShouldContain(File);
    }

    [Theory]
    [InlineData(Role.Operator, Role.Ingest, true)]
    [InlineData(Role.Operator, Role.Viewer, true)]
    [InlineData(Role.Operator, Role.Operator, true)]
    [InlineData(Role.Viewer, Role.Viewer, true)]
    [InlineData(Role.Viewer, Role.Ingest, false)]
    [InlineData(Role.Viewer, Role.Operator, false)]
    [InlineData(Role.Ingest, Role.Ingest, true)]
    [InlineData(Role.Ingest, Role.Viewer, false)]
    [InlineData(Role.None, Role.Ingest, false)]
    [InlineData(Role.Operator, Role.None, false)]
    public void ARoleIncludesWhatTheTableSays(Role held, Role needed, bool includes) => held.Includes(needed).ShouldBe(includes);

    [Fact]
    public void TheConfiguredKeyIsAnOperatorsForAsLongAsItIsConfigured()
    {
        OpenConfigured().TryFind(Configured, out var key).ShouldBeTrue();

        key!.Role.ShouldBe(Role.Operator);
        Open().TryFind(Configured, out _).ShouldBeFalse();
    }

    [Fact]
    public void TheConfiguredKeyIsWrittenNowhereAlsoWhenOthersAre()
    {
        var ring = OpenConfigured();
        var (_, secret) = ring.Create("shipper", Role.Ingest);

        System.IO.File.ReadAllText(File).ShouldNotContain("confkey1");
        ring.TryFind(Configured, out _).ShouldBeTrue();
        ring.TryFind(secret, out _).ShouldBeTrue();
    }

    [Fact]
    public void TheConfiguredKeyCannotBeRevokedAndLetsEveryOtherOperatorGo()
    {
        var ring = OpenConfigured();
        var other = ring.Create("second operator", Role.Operator).Key;

        ring.Revoke("confkey1").ShouldBe(RevokeResult.Configured);
        ring.Revoke(other.Id).ShouldBe(RevokeResult.Revoked);
        ring.TryFind(Configured, out _).ShouldBeTrue();
    }

    [Fact]
    public void WithAConfiguredKeyNoFirstOneIsMade() => OpenConfigured().CreateFirstOperatorKey().ShouldBeNull();

    [Theory]
    [InlineData("secret")]
    [InlineData("lp_confkey1_short")]
    [InlineData("lp_CONFKEY1_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")]
    public async Task AConfiguredKeyThatIsNoKeyIsRefusedAtTheStart(string configured)
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(("Security:OperatorKey", configured)));

        refused.Message.ShouldContain("LogPlatform:Security:OperatorKey");
        refused.Message.ShouldNotContain(configured);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private KeyRing Open() => KeyRing.Open(new FileDocuments(_data.FullName), _time);

    private KeyRing OpenConfigured() => KeyRing.Open(new FileDocuments(_data.FullName), _time, Configured);
}
