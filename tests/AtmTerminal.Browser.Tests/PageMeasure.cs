using System.Text.Json;
using Microsoft.Playwright;

namespace AtmTerminal.Browser.Tests;

/// <summary>A text as the browser has laid it out.</summary>
/// <param name="Contrast">Of the text against what lies behind it (WCAG 2.2, 1.4.3), 1 to 21.</param>
/// <param name="FontPx">Computed size of the type in CSS pixels.</param>
public sealed record MeasuredText(string Text, double Contrast, double FontPx);

/// <summary>What can be measured on a page.</summary>
public static class PageMeasure
{
    // Walks all that is visible. A text stands on the first ancestor that has a background; a half transparent one, or a
    // picture behind a text, cannot be measured and counts as 1:1.
    private const string Contrasts = """
        (root) => {
          const channel = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          const parse = (css) => css.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
          const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
          const contrast = (a, b) => {
            const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
            return (light + 0.05) / (dark + 0.05);
          };
          const behind = (element) => {
            for (let e = element; e !== null; e = e.parentElement) {
              const style = getComputedStyle(e);
              const colour = parse(style.backgroundColor);
              if (style.backgroundImage !== "none" || style.opacity !== "1") return null;
              if (colour.length === 4 && colour[3] === 0) continue;
              return colour.length === 4 && colour[3] < 1 ? null : colour;
            }
            return [255, 255, 255];
          };
          const measured = [];
          for (const e of document.querySelectorAll(`${root} *`)) {
            if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            if (e.closest("#spoken, noscript, option") !== null) continue;
            const style = getComputedStyle(e);
            const own = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join(" ").trim();
            const isLine = e instanceof SVGGeometryElement && style.stroke !== "none";
            // A word in a drawing stands on the drawing, not on what is behind it.
            if (e instanceof SVGTextElement) continue;
            if (own === "" && !isLine && !e.classList.contains("dot")) continue;
            const ink = isLine ? style.stroke : own === "" ? style.borderTopColor : style.color;
            const paper = behind(own === "" ? e.parentElement : e);
            measured.push({
              text: own === "" ? `<${e.tagName} ${e.id}>` : own,
              contrast: paper === null ? 1 : contrast(parse(ink), paper),
              fontPx: own === "" ? 1000 : parseFloat(style.fontSize),
            });
          }
          return JSON.stringify(measured);
        }
        """;

    // A text is cut when it is wider or higher than its box, or leaves the window, or lies on another text's box.
    private const string Cuts = """
        (root) => {
          const cut = [];
          const boxes = [];
          for (const e of document.querySelectorAll(`${root}, ${root} *`)) {
            if (!e.checkVisibility({ visibilityProperty: true }) || e.closest("#spoken, svg, noscript") !== null) continue;
            const name = `${e.tagName.toLowerCase()}#${e.id}.${e.className} "${e.textContent.trim().slice(0, 40)}"`;
            if (e.clientWidth > 0 && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
              if (getComputedStyle(e).display !== "inline" && getComputedStyle(e).overflow !== "auto")
                cut.push(`${name}: ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`);
            for (const text of [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim() !== "")) {
              const range = document.createRange();
              range.selectNodeContents(text);
              for (const box of range.getClientRects()) {
                if (box.left < -0.5 || box.top < -0.5 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5)
                  cut.push(`${name} leaves the window`);
                boxes.push({ name, text, box });
              }
            }
          }
          for (const [i, a] of boxes.entries())
            for (const b of boxes.slice(i + 1)) {
              if (a.text === b.text) continue;
              const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
              const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
              // Boxes of neighbouring lines touch by the air above and below their letters.
              if (wide > 1 && high > 0.35 * Math.min(a.box.height, b.box.height)) cut.push(`${a.name} lies on ${b.name}`);
            }
          return cut;
        }
        """;

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>Every visible text and line below <paramref name="root"/>.</summary>
    public static async Task<IReadOnlyList<MeasuredText>> MeasureAsync(this IPage page, string root) =>
        JsonSerializer.Deserialize<List<MeasuredText>>(await page.EvaluateAsync<string>(Contrasts, root), Camel)!;

    /// <summary>What cannot be read in full, one sentence each; empty when everything can.</summary>
    public static async Task<IReadOnlyList<string>> CutsAsync(this IPage page, string root) =>
        await page.EvaluateAsync<string[]>(Cuts, root);
}
