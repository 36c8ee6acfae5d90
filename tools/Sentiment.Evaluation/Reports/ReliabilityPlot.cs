using System.Globalization;
using System.Security;
using System.Text;

namespace Sentiment.Evaluation.Reports;

/// <summary>
/// The reliability diagram of each variant as SVG: how many answers of a confidence are right, beside the line on which they should be. A
/// bar's opacity says how many answers it rests on.
/// </summary>
internal static class ReliabilityPlot
{
    private const int Side = 240;
    private const int Margin = 48;
    private const int Panel = Side + (2 * Margin);

    /// <summary>Both axes begin at one half.</summary>
    private const double Least = 0.5;

    public static string Write(IReadOnlyList<VariantReport> variants)
    {
        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Panel * variants.Count}" height="{Panel}" viewBox="0 0 {Panel * variants.Count} {Panel}" font-family="sans-serif" font-size="12" fill="#222">""");
        Line(svg, $"""<rect width="100%" height="100%" fill="#fff"/>""");
        for (var i = 0; i < variants.Count; i++)
        {
            Line(svg, $"""<g transform="translate({(i * Panel) + Margin} {Margin})">""");
            Plot(svg, variants[i]);
            Line(svg, $"</g>");
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Plot(StringBuilder svg, VariantReport variant)
    {
        Line(svg, $"""<text x="{Side / 2}" y="-16" text-anchor="middle" font-weight="bold">{SecurityElement.Escape(variant.Name)}: ECE {variant.All.CalibrationError:0.000}</text>""");
        var most = variant.Calibration.Max(bin => bin.Texts);
        foreach (var bin in variant.Calibration.Where(bin => bin.Texts > 0))
        {
            // A bin can be worse than a coin: its bar then has no height, and its title says how bad it is.
            var (left, right, top) = (X(bin.From), X(bin.To), Y(Math.Max(Least, bin.Accuracy)));
            Line(svg, $"""<rect x="{left:0.#}" y="{top:0.#}" width="{right - left - 1:0.#}" height="{Side - top:0.#}" fill="#2563eb" fill-opacity="{0.25 + (0.75 * bin.Texts / most):0.##}"><title>{bin.Texts} answers of {bin.Confidence:0.000}, {bin.Accuracy:0.000} right</title></rect>""");
        }

        Line(svg, $"""<path d="M0 {Side}L{Side} 0" stroke="#b45309" stroke-dasharray="4 3" fill="none"/>""");
        Line(svg, $"""<path d="M0 0V{Side}H{Side}" stroke="#222" fill="none"/>""");
        foreach (var tick in new[] { 0.5, 0.6, 0.7, 0.8, 0.9, 1 })
        {
            Line(svg, $"""<text x="{X(tick):0.#}" y="{Side + 16}" text-anchor="middle">{tick:0.0}</text><text x="-6" y="{Y(tick) + 4:0.#}" text-anchor="end">{tick:0.0}</text>""");
        }

        Line(svg, $"""<text x="{Side / 2}" y="{Side + 34}" text-anchor="middle">score</text>""");
        Line(svg, $"""<text transform="translate(-34 {Side / 2}) rotate(-90)" text-anchor="middle">right</text>""");
    }

    private static double X(double value) => (value - Least) / (1 - Least) * Side;

    private static double Y(double value) => Side - X(value);

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
