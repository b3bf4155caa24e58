import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

// The guarantee: text on every surface it is used on keeps WCAG 2.2 AA contrast, on paper and on carbon alike.
const AA_TEXT = 4.5;
const AA_CONTROL = 3;
const SURFACES = ["background", "sidebar", "card", "popover", "muted", "hover", "primary-surface"];
const TONES = ["positive", "caution", "negative", "notice", "returned"];

const tokens = readTokens(readFileSync(new URL("./globals.css", import.meta.url), "utf8"));

describe.each([
  ["paper", 0],
  ["carbon", 1],
] as const)("%s", (_, theme) => {
  const contrast = (over: string, under: string) => ratio(colour(over, theme), colour(under, theme));

  test.each(SURFACES)("text and quiet text can be read on %s", (surface) => {
    expect(contrast("foreground", surface)).toBeGreaterThanOrEqual(AA_TEXT);
    expect(contrast("muted-foreground", surface)).toBeGreaterThanOrEqual(AA_TEXT);
    expect(contrast("primary", surface)).toBeGreaterThanOrEqual(AA_TEXT);
  });

  test.each(TONES)("%s can be read on its own surface and on cards", (tone) => {
    for (const surface of [`${tone}-surface`, "background", "card", "muted"]) {
      expect(contrast(tone, surface)).toBeGreaterThanOrEqual(AA_TEXT);
    }
  });

  test.each(["primary", "primary-hover", "destructive", "destructive-hover"])("a button of %s", (fill) => {
    expect(contrast(`${fill.replace("-hover", "")}-foreground`, fill)).toBeGreaterThanOrEqual(AA_TEXT);
  });

  test("the test-mode band", () => {
    expect(contrast("test-foreground", "test")).toBeGreaterThanOrEqual(AA_TEXT);
    expect(contrast("test-foreground", "test-stripe")).toBeGreaterThanOrEqual(AA_TEXT);
  });

  test.each(["background", "card", "popover"])("controls and focus stand out on %s", (surface) => {
    expect(contrast("input", surface)).toBeGreaterThanOrEqual(AA_CONTROL);
    expect(contrast("ring", surface)).toBeGreaterThanOrEqual(AA_CONTROL);
    expect(contrast("destructive", surface)).toBeGreaterThanOrEqual(AA_TEXT);
  });
});

type Oklch = [lightness: number, chroma: number, hue: number];

function readTokens(css: string): Map<string, [Oklch, Oklch]> {
  const found = css.matchAll(/--color-([a-z-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g);
  return new Map(
    Array.from(found, ([, name = "", light = "", dark = ""]) => [name, [numbers(light), numbers(dark)]]),
  );
}

function numbers(text: string): Oklch {
  return text.split(" ").map(Number) as Oklch;
}

function colour(name: string, theme: 0 | 1): Oklch {
  const token = tokens.get(name);
  if (!token) throw new Error(`No token ${name}`);
  return token[theme];
}

function ratio(one: Oklch, other: Oklch): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance by way of linear sRGB (the matrices are those of the CSS Color 4 specification). */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inGamut = (value: number) => Math.min(1, Math.max(0, value));
  const red = inGamut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = inGamut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = inGamut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
