namespace LogPlatform.ControlPage.Live;

/// <summary>The last minutes of one quantity, a value a second. Not thread-safe.</summary>
internal sealed class Curve
{
    /// <summary>Values that are kept.</summary>
    public const int Length = 121;

    private readonly double[] _values = new double[Length];
    private int _next;

    public Curve() => Clear();

    /// <summary>The largest value that is kept; 0 when there is none.</summary>
    public double Largest => _values.Where(double.IsFinite).DefaultIfEmpty(0).Max();

    /// <summary>The latest value; not a number when there is none.</summary>
    public double Latest => _values[(_next + Length - 1) % Length];

    /// <summary>Adds the value of this second; not a number leaves a gap.</summary>
    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) % Length;
    }

    /// <summary>Forgets all values.</summary>
    public void Clear() => Array.Fill(_values, double.NaN);

    /// <summary>The values, oldest first.</summary>
    public IEnumerable<double> Values() => Enumerable.Range(0, Length).Select(i => _values[(_next + i) % Length]);
}
