namespace LogPlatform.ControlPage.Parts;

/// <summary>Round numbers for the edges of charts.</summary>
internal static class Scale
{
    private static readonly double[] Steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>The next round number at or above <paramref name="value"/>, which is positive.</summary>
    public static double RoundUp(double value)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return magnitude * Steps.First(step => step * magnitude >= value * 0.999999);
    }
}
