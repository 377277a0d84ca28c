using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>Searching, following, and who may not do more than that.</summary>
[Collection(PageTests.Name)]
public sealed class LookingTests(PageFixture fixture)
{
    [Fact]
    public async Task ASearchFindsCountsAndShowsWhereARecordComesFrom()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.ViewerKey);
        var page = open.Page;
        await open.GoAsync("/explore");
        await page.GetByLabel("Filter").FillAsync("severity >= ERROR and service = checkout");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("q="));
        await Expect(page.Locator(".record").First).ToContainTextAsync("payment declined");
        await Expect(page.Locator(".facet").First).ToContainTextAsync("checkout");

        await page.Locator(".record > button").First.ClickAsync();
        await Expect(page.Locator(".record-detail")).ToContainTextAsync(new Regex("in generation [0-9]"));
        await Expect(page.Locator(".record-detail")).ToContainTextAsync("attributes.order");
        await open.KeepAsync("explore");
        await page.GetByRole(AriaRole.Button, new() { Name = "Without records with this body" }).ClickAsync();
        await Expect(page.GetByText("No record fits.")).ToBeVisibleAsync();

        await page.GetByLabel("Filter").FillAsync("severity >= loud");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.Locator(".problem")).ToContainTextAsync("expected");
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARangeDraggedOverTheHistogramIsSearched()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.ViewerKey);
        var page = open.Page;
        await open.GoAsync("/explore?from=-5m");
        var box = (await page.Locator("svg.range").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + 25, new() { Steps = 4 });
        await page.Mouse.UpAsync();

        await Expect(page).ToHaveURLAsync(new Regex("from=20.*to=20"));
        await Expect(page.Locator(".record").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheTailFollowsAndPauses()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.ViewerKey);
        var page = open.Page;
        await open.GoAsync("/explore?tail=1&q=service%20%3D%20billing");
        await Expect(page.Locator(".record").First).ToContainTextAsync("invoice sent");
        await Expect(page.Locator(".record", new() { HasText = "GET /cart" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByText(new Regex("Paused; [1-9][0-9,]* came since"))).ToBeVisibleAsync();
        await open.KeepAsync("tail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.GetByText(new Regex("^Following"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AViewerSeesEverythingAndNoButtonThatChangesAnything()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.ViewerKey);
        foreach (var address in new[] { "/", "/deployments", "/deployments/new", "/releases", "/releases/new", "/rehearse", "/rewind", "/quarantine" })
        {
            await open.GoAsync(address);
            (await open.Page.Locator("main button").AllTextContentsAsync()).ShouldBeEmpty(address);
            (await open.Page.Locator("main form").CountAsync()).ShouldBe(0, address);
        }

        await Expect(open.Page.Locator(".who")).ToContainTextAsync("viewer: reads only");
    }

    [Fact]
    public async Task TheFormLogsInAndAWrongKeyIsToldSo()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(null);
        var page = open.Page;
        await page.GotoAsync("/releases");
        await Expect(page.GetByLabel("A key with the role viewer or operator")).ToBeFocusedAsync();
        await open.KeepAsync("sign-in");
        await page.Keyboard.TypeAsync("lp_wrong");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".problem")).ToContainTextAsync("does not allow to log in");

        await page.GetByLabel("A key with the role viewer or operator").FillAsync(fixture.ViewerKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/releases$"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await page.GotoAsync("/");
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }
}
