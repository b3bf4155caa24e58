import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { showTheme } from "./theme";

/** A colour as axe knows it. */
interface Color {
  r: number;
  g: number;
  b: number;
  alpha: number;
  parseString: (words: string) => Color;
}

declare global {
  interface Window {
    axe: {
      run: (context: Document, options: RunOptions) => Promise<AxeResults>;
      commons: { color: { Color: { prototype: Color } } };
    };
  }
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What is no violation need not be described, and that is most of a page.
const OPTIONS: RunOptions = { resultTypes: ["violations"], elementRef: false };

/** Which rules a look at a page asks: what the look before it has shown already need not be asked again. */
export const RULES = {
  all: OPTIONS,
  /** The themes differ in their colours, and in nothing else. */
  colours: { ...OPTIONS, runOnly: { type: "rule", values: ["color-contrast"] } },
  /** Another width shows other elements in other places, in the same colours. */
  layout: { ...OPTIONS, rules: { "color-contrast": { enabled: false } } },
} satisfies Record<string, RunOptions>;

/** Nothing on the page, as it is shown now, keeps anybody out: by every rule by day, and by those of colours by night. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  for (const [theme, rules] of [["light", RULES.all] as const, ["dark", RULES.colours] as const]) {
    await showTheme(page, theme);
    await expectNothingBroken(page, `${where} ${theme}`, rules);
  }
}

/** Nothing breaks one of the rules, in the theme and at the width the page has. */
export async function expectNothingBroken(page: Page, where: string, rules: RunOptions): Promise<void> {
  // A document in a frame would need its own copy of the rules.
  expect(page.frames(), `${where} has no frames`).toHaveLength(1);
  // Once per document: half a megabyte of script is sent and compiled each time.
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(SOURCE);
    await page.evaluate(rememberColours);
  }
  const { violations } = await page.evaluate((given) => window.axe.run(document, given), rules);
  // A page that is being made anew has no title for a moment; one that has none at all fails here.
  if (violations.some(isTitle)) await expect(page, `${where} has a title`).toHaveTitle(/\S/);
  const others = violations.filter((each) => !isTitle(each));
  const found = others.map(({ id, nodes }) => `${id}: ${nodes.map(said).join("\n  ")}`);
  expect.soft(found, where).toEqual([]);
}

/** In the page: works out once what the words of a colour mean. A page's few are asked for thousands of times. */
function rememberColours(): void {
  const { prototype } = window.axe.commons.color.Color;
  const parse = prototype.parseString;
  const known = new Map<string, Pick<Color, "r" | "g" | "b" | "alpha">>();
  prototype.parseString = function (words) {
    const { r, g, b, alpha } = known.get(words) ?? parse.call(this, words);
    known.set(words, { r, g, b, alpha });
    return Object.assign(this, { r, g, b, alpha });
  };
}

function isTitle({ id }: AxeResults["violations"][number]): boolean {
  return id === "document-title";
}

function said({ html, any }: AxeResults["violations"][number]["nodes"][number]): string {
  return [html, ...any.map(({ message }) => message)].join(" — ");
}
