namespace LogPlatform.Core.Slots;

/// <summary>What can be said of a color.</summary>
public static class ColorExtensions
{
    /// <summary>The other slot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither blue nor green.</exception>
    public static Color Other(this Color color) => color switch
    {
        Color.Blue => Color.Green,
        Color.Green => Color.Blue,
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "Neither blue nor green."),
    };
}
