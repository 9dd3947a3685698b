using System.Globalization;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Values of one measure, of which the median counts.</summary>
public sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>The middle value; of an even number the mean of the middle two.</summary>
    public double Median
    {
        get
        {
            var sorted = _values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>How many.</summary>
    public int Count => _values.Count;

    /// <summary>Adds one.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Seconds for a table: three digits that mean something.</summary>
    public static string Seconds(double value) => value.ToString(value < 1 ? "0.000" : "0.00", CultureInfo.InvariantCulture) + " s";
}
