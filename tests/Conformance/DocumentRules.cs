using System.Text;
using LogPlatform.Core.Ports;

namespace LogPlatform.Tests.Conformance;

/// <summary>What every keeper of documents does: the words of <see cref="IDocuments"/> as tests.</summary>
public abstract class DocumentRules
{
    [Fact]
    public async Task ADocumentThatWasNeverWrittenIsNone()
    {
        await using var test = await OpenAsync();

        test.Port.Find("keys").ShouldBeNull();
        test.Port.TryReplace("keys", 1, "[]"u8.ToArray()).ShouldBeFalse();
        test.Port.Find("keys").ShouldBeNull();
    }

    [Fact]
    public async Task WhoeverComesSecondChangesNothing()
    {
        await using var test = await OpenAsync();
        test.Port.TryReplace("keys", 0, "[1]"u8.ToArray()).ShouldBeTrue();

        test.Port.TryReplace("keys", 0, "[2]"u8.ToArray()).ShouldBeFalse();
        TextOf(test.Port, "keys").ShouldBe("[1]");
        var version = test.Port.Find("keys")!.Version;
        test.Port.TryReplace("keys", version, "[3]"u8.ToArray()).ShouldBeTrue();
        test.Port.TryReplace("keys", version, "[4]"u8.ToArray()).ShouldBeFalse();
        TextOf(test.Port, "keys").ShouldBe("[3]");
        test.Port.Find("keys")!.Version.ShouldBe(version + 1);
    }

    [Fact]
    public async Task DocumentsAreThereAgainAfterARestartAndCanBeReplaced()
    {
        await using var test = await OpenAsync();
        test.Port.TryReplace("keys", 0, "[1]"u8.ToArray()).ShouldBeTrue();
        test.Port.TryReplace("sessions", 0, "[2]"u8.ToArray()).ShouldBeTrue();

        await test.RestartAsync();

        TextOf(test.Port, "keys").ShouldBe("[1]");
        TextOf(test.Port, "sessions").ShouldBe("[2]");
        test.Port.TryReplace("keys", test.Port.Find("keys")!.Version, "[3]"u8.ToArray()).ShouldBeTrue();
        TextOf(test.Port, "keys").ShouldBe("[3]");
    }

    [Fact]
    public async Task OfManyAtTheSameTimeEachChangeIsKept()
    {
        await using var test = await OpenAsync();
        test.Port.TryReplace("count", 0, "0"u8.ToArray()).ShouldBeTrue();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var changed = 0; changed < 5;)
            {
                var found = test.Port.Find("count")!;
                var next = int.Parse(Encoding.ASCII.GetString(found.Content.Span), null) + 1;
                changed += test.Port.TryReplace("count", found.Version, Encoding.ASCII.GetBytes($"{next}")) ? 1 : 0;
            }
        })));

        TextOf(test.Port, "count").ShouldBe("40");
    }

    private protected abstract Task<IRestartable<IDocuments>> OpenAsync();

    private static string TextOf(IDocuments documents, string name) => Encoding.UTF8.GetString(documents.Find(name).ShouldNotBeNull().Content.Span);
}
