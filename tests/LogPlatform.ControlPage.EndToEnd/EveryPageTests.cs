using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>What holds for every page.</summary>
[Collection(PageTests.Name)]
public sealed class EveryPageTests(PageFixture fixture)
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/"), ("deployments", "/deployments"), ("deployment-new", "/deployments/new"), ("releases", "/releases"), ("release-new", "/releases/new"),
        ("explore", "/explore?from=-5m"), ("rehearse", "/rehearse"), ("rewind", "/rewind"), ("quarantine", "/quarantine"), ("audit", "/audit"),
    ];

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task APageFitsTheWindowAndBreaksNoRuleOfItsPolicy(int width, ColorScheme scheme)
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.OperatorKey, width, scheme);
        foreach (var (name, address) in Pages)
        {
            await open.GoAsync(address);
            await open.KeepAsync($"{name}-{width}-{scheme}".ToLowerInvariant());
        }

        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ThePageIsUsedByKeyboard()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.OperatorKey);
        var page = open.Page;
        await open.GoAsync("/");
        await page.GetByText("Skip to the content").FocusAsync();
        await Expect(page.GetByText("Skip to the content")).ToBeInViewportAsync();
        for (var i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Explore" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Filter")).ToBeVisibleAsync();
        await page.Locator(".record > button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".record-detail").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ALostConnectionIsShownAndThePageComesBackByItself()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.OperatorKey);
        await open.GoAsync("/");

        await fixture.RestartAsync(() => Expect(open.Page.GetByText("The connection is lost.")).ToBeVisibleAsync());

        // The session outlives the crash: the page is there again without anybody doing anything.
        await open.AliveAsync();
    }
}
