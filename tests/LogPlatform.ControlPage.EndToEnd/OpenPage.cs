using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace LogPlatform.ControlPage.EndToEnd;

/// <summary>A page in a browser of its own, with what went wrong in it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => Errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and of files that were not allowed or not found.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Goes to an address and waits until the page is alive.</summary>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await AliveAsync();
    }

    /// <summary>Waits until the time that the page shows moves: then its buttons work.</summary>
    public async Task AliveAsync()
    {
        var clock = Page.Locator(".strip-live time");
        var shown = await clock.TextContentAsync();
        await Assertions.Expect(clock).Not.ToHaveTextAsync(shown!);
    }

    /// <summary>Keeps a picture of the whole page, and fails when it is wider than the window.</summary>
    public async Task KeepAsync(string name)
    {
        var tooWide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageFixture.Screenshots, name + ".png"), FullPage = true });
        tooWide.ShouldBeLessThanOrEqualTo(0, name);
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
