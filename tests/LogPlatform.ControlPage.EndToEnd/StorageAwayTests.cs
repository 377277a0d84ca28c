using LogPlatform.ControlPage.Hosting;
using LogPlatform.Gateway.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>What a person sees while the storage does not answer, and that nothing has to be done when it does again.</summary>
[Collection(PageTests.Name)]
public sealed class StorageAwayTests(PageFixture fixture)
{
    private const string Words = "The storage does not answer.";

    [Fact]
    public async Task AnOpenPageKeepsTheLastStateAndSaysThatItIs()
    {
        PageFixture.RequireBrowser();
        await using var gateway = await StartAsync();
        await using var open = await fixture.OpenAsync(AddressOf(gateway), key: null);
        await open.GoAsync("/");

        gateway.Status.Failure = new IOException("connection refused");
        await Expect(open.Page.GetByText("The storage does not answer: this is the last state")).ToBeVisibleAsync();
        await Expect(open.Page.GetByText("blue-0")).ToBeVisibleAsync();
        await open.KeepAsync("storage-away");

        gateway.Status.Failure = null;
        await Expect(open.Page.GetByText("this is the last state")).ToBeHiddenAsync();
        await open.AliveAsync();
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task APageThatIsOpenedMeanwhileSaysSoAndComesBackByItself()
    {
        PageFixture.RequireBrowser();
        await using var gateway = await StartAsync();
        await using var open = await fixture.OpenAsync(AddressOf(gateway), key: null);
        gateway.Status.Failure = new IOException("connection refused");

        await open.Page.GotoAsync("/");
        await Expect(open.Page.GetByText(Words)).ToBeVisibleAsync();

        gateway.Status.Failure = null;
        await Expect(open.Page.GetByText("blue-0")).ToBeVisibleAsync();
        await Expect(open.Page.GetByText(Words)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task APageThatReadsForItselfSaysSoAndReadsAgain()
    {
        PageFixture.RequireBrowser();
        await using var gateway = await StartAsync();
        await using var open = await fixture.OpenAsync(AddressOf(gateway), key: null);
        await open.GoAsync("/");

        gateway.Quarantine.Failure = new IOException("connection refused");
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Quarantine", Exact = true }).ClickAsync();
        await Expect(open.Page.GetByText(Words)).ToBeVisibleAsync();

        gateway.Quarantine.Failure = null;
        await Expect(open.Page.GetByText("Nothing is in quarantine.")).ToBeVisibleAsync();
        open.Errors.ShouldBeEmpty();
    }

    private static Uri AddressOf(TestGateway gateway) => new($"http://{gateway.Bound.Control}/");

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(
        TimeProvider.System, services => services.AddLogPlatformControlPage(), app => app.MapLogPlatformControlPage());
}
