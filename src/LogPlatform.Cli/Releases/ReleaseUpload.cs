using System.Net.Http.Headers;
using LogPlatform.Cli.Api;
using LogPlatform.Cli.App;
using LogPlatform.Cli.Rendering;
using LogPlatform.Core.Releases;
using Spectre.Console;

namespace LogPlatform.Cli.Releases;

/// <summary>Sends an archive, with a bar where a person watches.</summary>
internal static class ReleaseUpload
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends.</summary>
    /// <returns>The release, and whether it was not there before.</returns>
    public static async Task<(Answer<Release> Answer, bool IsNew)> SendAsync(Session session, FileStream archive, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        content.Headers.ContentLength = archive.Length;
        var sending = session.Api.UploadAsync<Release>("/api/v1/releases", content, cancellationToken);
        var console = session.Terminal.ErrorConsole;
        if (session.Json || !console.Profile.Capabilities.Interactive)
        {
            return await sending;
        }

        var length = archive.Length;
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape($"Sending {Figures.Bytes(length)}"), maxValue: Math.Max(1, length));
                while (await Task.WhenAny(sending, Task.Delay(Pause, session.Time, CancellationToken.None)) != sending)
                {
                    bar.Value = SentOf(archive, length);
                }

                return await sending;
            });
    }

    private static long SentOf(FileStream archive, long length)
    {
        try
        {
            return archive.Position;
        }
        catch (ObjectDisposedException)
        {
            // Sent, and closed with its request.
            return length;
        }
    }
}
