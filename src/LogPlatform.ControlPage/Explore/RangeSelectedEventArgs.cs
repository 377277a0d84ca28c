namespace LogPlatform.ControlPage.Explore;

/// <summary>A range was dragged over a histogram.</summary>
public sealed class RangeSelectedEventArgs : EventArgs
{
    /// <summary>Its start, as a share of the width.</summary>
    public double From { get; set; }

    /// <summary>Its end, as a share of the width.</summary>
    public double To { get; set; }
}
