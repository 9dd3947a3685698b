using System.Globalization;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Values of one measure.</summary>
public sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>The middle value; of an even number the mean of the middle two.</summary>
    public double Median => MedianOf(_values);

    /// <summary>How many.</summary>
    public int Count => _values.Count;

    /// <summary>Adds one.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>
    /// How much more these are than others that were taken in turns with them: the median of the differences between neighbours, because
    /// a machine's speed changes from minute to minute.
    /// </summary>
    public double MedianAbove(Samples others) => MedianOf(_values.Zip(others._values, (value, other) => value - other));

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Seconds for a table: three digits that mean something.</summary>
    public static string Seconds(double value) => value.ToString(value < 1 ? "0.000" : "0.00", CultureInfo.InvariantCulture) + " s";
}
