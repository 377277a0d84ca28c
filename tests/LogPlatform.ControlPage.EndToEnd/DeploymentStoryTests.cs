using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>Releases shipped by nothing but the page.</summary>
[Collection(PageTests.Name)]
public sealed class DeploymentStoryTests(PageFixture fixture)
{
    [Fact]
    public async Task ADeploymentIsDrivenByThePageAloneThereAndBackAndItsDataToo()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.OperatorKey);
        var page = open.Page;
        await MakeReleaseAsync(open, "1.1", ShopRules.OnCall);
        await open.KeepAsync("release-differences");

        await DeployAsync(open, "errors get an owner", isManual: true);
        await Expect(Outcome(page)).ToContainTextAsync("waits for approval");
        await Expect(page.GetByTestId("output-diff").First).ToContainTextAsync("pass");
        await Expect(page.Locator("table")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator(".after", new() { HasText = "shop-backend" }).First).ToBeVisibleAsync();
        await open.KeepAsync("deployment-waits");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve the switch" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("The pointer moves to Green");
        await open.KeepAsync("deployment-approve");
        await ConfirmAsync(page, "looks right", "Approve the switch");
        await Expect(Outcome(page)).ToContainTextAsync("succeeded");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Closed ledger" })).ToContainTextAsync("balanced");
        await Expect(page.Locator(".strip-facts")).ToContainTextAsync("Green serves 1.1");
        await open.KeepAsync("deployment-succeeded");

        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("moves back to Blue");
        await ConfirmAsync(page, "changed my mind", "Roll back");
        await Expect(Outcome(page)).ToContainTextAsync("rolled back");
        await Expect(page.Locator(".strip-facts")).ToContainTextAsync("Blue serves");

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Rewind generation") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rewind", Exact = true }).ClickAsync();
        await ConfirmAsync(page, "as it was", "Rewind");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Rewind 1" })).ToContainTextAsync("succeeded");
        await open.KeepAsync("rewind");

        await open.GoAsync("/audit");
        await Expect(page.Locator("table")).ToContainTextAsync("changed my mind");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await Expect(page.GetByText("The chain is intact")).ToBeVisibleAsync();
        open.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ABadReleaseIsCaughtAndThePageShowsWhatItWouldHaveDone()
    {
        PageFixture.RequireBrowser();
        await using var open = await fixture.OpenAsync(fixture.OperatorKey);
        var page = open.Page;
        await MakeReleaseAsync(open, "1.2", ShopRules.Misspelt);

        await page.GotoAsync("/rehearse");
        await open.AliveAsync();
        await page.GetByLabel("Release", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = await ReleaseAsync(page, "1.2") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse" }).ClickAsync();
        await Expect(page.Locator("section", new() { HasText = "Rehearsal 1" }).First).ToContainTextAsync("customer.email");
        await open.KeepAsync("rehearsal");

        await DeployAsync(open, "redaction where it is needed", isManual: false, version: "1.2");
        await Expect(Outcome(page)).ToContainTextAsync("failed");
        await Expect(page.GetByTestId("output-diff").First).ToContainTextAsync("fail");
        await page.GetByLabel("Field").First.SelectOptionAsync("customer.email");
        var change = page.Locator("tr", new() { HasText = "customer.email" }).First;
        await Expect(change).ToContainTextAsync("unexpected");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Deploy again" })).ToBeVisibleAsync();
        await Expect(change.Locator(".before").First).ToContainTextAsync("[redacted:email]");
        await Expect(page.Locator(".strip-facts")).ToContainTextAsync("Blue serves");
        await open.KeepAsync("deployment-failed");
    }

    private static ILocator Outcome(IPage page) => page.Locator("h1 .badge");

    private static async Task<string> ReleaseAsync(IPage page, string version) =>
        (await page.Locator("#release option").AllTextContentsAsync()).First(name => name.StartsWith(version, StringComparison.Ordinal));

    private static async Task MakeReleaseAsync(OpenPage open, string version, string rules)
    {
        await open.GoAsync("/releases/new");
        await open.Page.GetByLabel("Version").FillAsync(version);
        await open.Page.GetByLabel("Meant changes").FillAsync("oncall");
        await open.Page.GetByLabel("Rules (YAML)").FillAsync(rules);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Make the release" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "What differs" })).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".diff-add").First).ToBeVisibleAsync();
    }

    private static async Task DeployAsync(OpenPage open, string reason, bool isManual, string version = "1.1")
    {
        var page = open.Page;
        await open.GoAsync("/deployments/new");
        await page.GetByLabel("Release", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = await ReleaseAsync(page, version) });
        await page.GetByLabel("Strategy").SelectOptionAsync("quick");
        await page.GetByLabel("Reason").FillAsync(reason);

        // A machine that tests share says nothing about speed; the page's way through a deployment is what is looked at here.
        await page.GetByText("Checks", new() { Exact = true }).ClickAsync();
        foreach (var check in new[] { "latency", "throughput", "resources" })
        {
            await page.GetByLabel(check, new() { Exact = true }).SelectOptionAsync("Advisory");
        }

        await page.GetByLabel("Watch after the switch").FillAsync("1s");
        if (isManual)
        {
            await page.GetByLabel("Wait for my approval").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Deploy" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/deployments/[0-9]+$"));
    }

    private static async Task ConfirmAsync(IPage page, string reason, string button)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = button })).ToBeEnabledAsync();

        // As somebody does who has just written the reason.
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
