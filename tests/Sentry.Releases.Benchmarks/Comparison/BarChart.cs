using System.Globalization;
using System.Net;
using System.Text;

namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>A picture of groups of bars, lying, readable on a light and on a dark ground.</summary>
public sealed class BarChart
{
    private const int Width = 760, Left = 250, BarHeight = 16, GroupGap = 14, Top = 34, Longest = 400;
    /// <summary>How the names of the bars begin that are this package's.</summary>
    public const string Ours = "this package";

    private readonly List<(string Group, string Name, double Value)> _bars = [];

    /// <summary>What is shown, above the bars.</summary>
    public required string Title { get; init; }

    /// <summary>Adds a bar; bars of one group have to come one after the other.</summary>
    /// <param name="group">The heading above it and its neighbours.</param>
    /// <param name="name">The text before it.</param>
    /// <param name="seconds">Its length.</param>
    public void Add(string group, string name, double seconds) => _bars.Add((group, name, seconds));

    /// <summary>The picture as SVG.</summary>
    public override string ToString()
    {
        var svg = new StringBuilder();
        var y = Top;
        var longest = _bars.Max(bar => bar.Value);
        foreach (var group in _bars.GroupBy(bar => bar.Group))
        {
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"8\" y=\"{y + 12}\" class=\"group\">{Escape(group.Key)}</text>\n");
            y += BarHeight + 4;
            foreach (var (_, name, value) in group)
            {
                var width = Math.Max(1, value / longest * Longest);
                var style = name.StartsWith(Ours, StringComparison.Ordinal) ? "ours" : "other";
                svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\">{Escape(name)}</text>\n");
                svg.Append(CultureInfo.InvariantCulture, $"  <rect x=\"{Left}\" y=\"{y}\" width=\"{width:0.#}\" height=\"{BarHeight - 3}\" class=\"{style}\" />\n");
                svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{Left + width + 6:0.#}\" y=\"{y + 12}\">{Samples.Seconds(value)}</text>\n");
                y += BarHeight + 2;
            }

            y += GroupGap;
        }

        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y}" viewBox="0 0 {Width} {y}" role="img" aria-label="{Escape(Title)}">
              <style>
                text {"{"} font: 13px sans-serif; fill: #777; {"}"} .group, .title {"{"} font-weight: bold; {"}"}
                .ours {"{"} fill: #4c8c4a; {"}"} .other {"{"} fill: #999; {"}"}
              </style>
              <text x="8" y="18" class="title">{Escape(Title)}</text>
            {svg}</svg>

            """;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
