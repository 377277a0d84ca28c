namespace LogPlatform.ControlPage.Live;

/// <summary>A chart of the last two minutes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Top">The value at its upper edge, in words.</param>
/// <param name="Series">Its lines.</param>
public sealed record LiveChart(string Title, string Top, IReadOnlyList<LiveSeries> Series)
{
    /// <summary>Width in the coordinates of the paths: two a second.</summary>
    public const int Width = 240;

    /// <summary>Height in the coordinates of the paths.</summary>
    public const int Height = 64;
}
