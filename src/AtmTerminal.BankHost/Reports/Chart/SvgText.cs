using System.Globalization;
using System.Net;
using System.Text;

namespace AtmTerminal.BankHost;

/// <summary>Writes the elements of a picture. Words are escaped, numbers always have a point for decimals.</summary>
internal sealed class SvgText
{
    /// <summary>How wide every chart is, in its own units; a page scales it.</summary>
    public const double Width = 960;

    private const double CharacterWidth = 7.7;

    // Colours that keep their distance for the common kinds of colour blindness, darker on light ground and lighter on dark.
    private const string Style = """
        .c-ground{fill:#ffffff}.c-text{fill:#24292f;font:13px system-ui,sans-serif}.c-soft{fill:#57606a}
        .c-head{font-size:16px;font-weight:600}.c-grid{stroke:#d8dee4}.c-base{stroke:#57606a}
        .c-line{fill:none;stroke-width:2;stroke-linejoin:round}.c-bar{stroke:#ffffff;stroke-width:1}
        .c0{--c:#0072b2}.c1{--c:#d55e00}.c2{--c:#00795c}.c3{--c:#aa3377}.c4{--c:#8a6a00}.c5{--c:#3d8fc4}.c6{--c:#4b3b8f}.c7{--c:#5f6670}
        .c-line{stroke:var(--c)}.c-mark,.c-bar{fill:var(--c)}
        @media (prefers-color-scheme:dark){
        .c-ground{fill:#161b22}.c-text{fill:#e6edf3}.c-soft{fill:#a3adb8}.c-grid{stroke:#30363d}.c-base{stroke:#a3adb8}.c-bar{stroke:#161b22}
        .c0{--c:#56b4e9}.c1{--c:#ff9248}.c2{--c:#3fcf9f}.c3{--c:#f28ac0}.c4{--c:#e6c84a}.c5{--c:#a5d3f2}.c6{--c:#b5a6ff}.c7{--c:#c3cad2}}
        """;

    private readonly StringBuilder _text = new();

    /// <summary>About how wide a word is.</summary>
    public static double WidthOf(string word) => word.Length * CharacterWidth;

    public void Open(Report report, double height)
    {
        var (title, description) = ($"{report.Name}-title", $"{report.Name}-desc");
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width:0.#} {height:0.#}" role="img" aria-labelledby="{title} {description}">"""
        );
        _text.Append(CultureInfo.InvariantCulture, $"""<title id="{title}">{Escaped(report.Title)}</title>""");
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<desc id="{description}">{Escaped(Description(report))}</desc>"""
        );
        _text.Append("<style>").Append(Style).Append("</style>");
        Rectangle("c-ground", 0, 0, Width, height);
        Text("c-text c-head", 16, 28, "start", report.Title);
    }

    public void Close() => _text.Append("</svg>");

    public void Text(string style, double x, double y, string anchor, string words) =>
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<text class="{style}" x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{Escaped(words)}</text>"""
        );

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<line class="{style}" x1="{x1:0.#}" y1="{y1:0.#}" x2="{x2:0.#}" y2="{y2:0.#}"/>"""
        );

    /// <param name="hint">Shown when a reader points at it; empty for none.</param>
    public void Rectangle(string style, double x, double y, double width, double height, string hint = "") =>
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<rect class="{style}" x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}">{Hint(hint)}</rect>"""
        );

    /// <param name="dashes">As SVG has them, <c>none</c> for a whole line.</param>
    public void Curve(string style, string dashes, IEnumerable<(double X, double Y)> points)
    {
        var corners = string.Join(
            ' ',
            points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}"))
        );
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<polyline class="{style}" stroke-dasharray="{dashes}" points="{corners}"/>"""
        );
    }

    /// <summary>One of four shapes around a point.</summary>
    public void Mark(string style, int shape, double x, double y, string hint = "")
    {
        var path = (shape % 4) switch
        {
            0 => "m-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
            1 => "m-3.5,-3.5h7v7h-7z",
            2 => "m0,-4.8l4.6,8h-9.2z",
            _ => "m0,-5l5,5l-5,5l-5,-5z",
        };
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""<path class="{style}" d="M{x:0.#},{y:0.#}{path}">{Hint(hint)}</path>"""
        );
    }

    public override string ToString() => _text.ToString();

    private static string Description(Report report)
    {
        var chart = report.Chart;
        var series = string.Join(", ", chart.Series.Select(one => one.Name));
        return $"{report.Answers} {chart.Values} by {chart.Across.ToLowerInvariant()}: {series}. The table has the numbers.";
    }

    private static string Hint(string words) => words.Length == 0 ? "" : $"<title>{Escaped(words)}</title>";

    private static string Escaped(string words) => WebUtility.HtmlEncode(words);
}
