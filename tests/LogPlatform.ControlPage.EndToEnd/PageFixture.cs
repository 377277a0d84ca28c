using System.Text;
using System.Text.Json;
using LogPlatform.Standalone.Tests.Processes;
using Microsoft.Playwright;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>A real server with real traffic, and a browser.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    // Far beyond what anything takes: it only ends a test that would never end.
    private const float Limit = 90_000;

    private readonly TemporaryFolder _data = new();
    private ShopTraffic _traffic = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Where screenshots are kept.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "page-screenshots")).FullName;

    internal StandaloneProcess Server { get; private set; } = null!;

    /// <summary>The operator's key.</summary>
    public string OperatorKey { get; private set; } = string.Empty;

    /// <summary>A key that only reads.</summary>
    public string ViewerKey { get; private set; } = string.Empty;

    /// <summary>Whether there is a browser; else every test is skipped with a word about it.</summary>
    public static void RequireBrowser() => ExternalTool.Require("chromium");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/chromium"))
        {
            return;
        }

        var rules = Path.Combine(_data.Path, "rules.yaml");
        await File.WriteAllTextAsync(rules, ShopRules.Base);
        Server = await StandaloneProcess.StartAsync(Path.Combine(_data.Path, "data"), "--rules", rules, "--workers", "1");
        OperatorKey = (await File.ReadAllTextAsync(Path.Combine(Server.Data, "operator.key"))).Trim();
        ViewerKey = await NewKeyAsync("Viewer");
        _traffic = new ShopTraffic(() => Server.Otlp, OperatorKey);
        _playwright = await Playwright.CreateAsync();
        _playwright.Selectors.SetTestIdAttribute("data-check");
        Assertions.SetDefaultExpectTimeout(Limit);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a person who has logged in by the printed link; without a key, of one who has not.</summary>
    internal Task<OpenPage> OpenAsync(string? key, int width = 1440, ColorScheme scheme = ColorScheme.Light) => OpenAsync(Server.Control, key, width, scheme);

    /// <summary>A page of another server.</summary>
    internal async Task<OpenPage> OpenAsync(Uri server, string? key, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Limit);
        var page = new OpenPage(context, await context.NewPageAsync());
        if (key is not null)
        {
            await page.Page.GotoAsync($"/login?key={key}");
        }

        return page;
    }

    /// <summary>Ends the server's process as a crash would, and starts it again at the same addresses.</summary>
    internal async Task RestartAsync(Func<Task> meanwhile)
    {
        var (control, otlp) = (Server.Control.Port, Server.Otlp.Port);
        await Server.KillAsync();
        await meanwhile();
        Server = await StandaloneProcess.StartWithAsync(
            Server.Data, "--control-port", $"{control}", "--otlp-port", $"{otlp}", "--syslog-port", "0", "--workers", "1", "--rules", Path.Combine(_data.Path, "rules.yaml"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_traffic is not null)
        {
            await _traffic.DisposeAsync();
            await _browser.DisposeAsync();
            _playwright.Dispose();
            await Server.DisposeAsync();
        }

        _data.Dispose();
    }

    private async Task<string> NewKeyAsync(string role)
    {
        using var body = new StringContent($$"""{"name":"reader","role":"{{role}}"}""", Encoding.UTF8, "application/json");
        using var answer = await Server.Http.PostAsync(new Uri("api/v1/keys", UriKind.Relative), body);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("secret").GetString()!;
    }
}
