import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";
import { showTheme } from "./theme";

declare global {
  interface Window {
    axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> };
  }
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What is no violation need not be described, and that is most of a page.
const OPTIONS: RunOptions = { resultTypes: ["violations"], elementRef: false };
// The themes differ in their colours, and in nothing else.
const COLOURS: RunOptions = { ...OPTIONS, runOnly: { type: "rule", values: ["color-contrast"] } };

/** Nothing on the page, as it is shown now, keeps anybody out: by every rule by day, and by those of colours by night. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  // A document in a frame would need its own copy of the rules.
  expect(page.frames(), `${where} has no frames`).toHaveLength(1);
  // Once per document: half a megabyte of script is sent and compiled each time.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  for (const [theme, options] of [["light", OPTIONS] as const, ["dark", COLOURS] as const]) {
    await showTheme(page, theme);
    const { violations } = await page.evaluate((given) => window.axe.run(document, given), options);
    // A page that is being made anew has no title for a moment; one that has none at all fails here.
    if (violations.some(isTitle)) await expect(page, `${where} ${theme} has a title`).toHaveTitle(/\S/);
    const others = violations.filter((each) => !isTitle(each));
    const found = others.map(({ id, nodes }) => `${id}: ${nodes.map(said).join("\n  ")}`);
    expect(found, `${where} ${theme}`).toEqual([]);
  }
}

function isTitle({ id }: AxeResults["violations"][number]): boolean {
  return id === "document-title";
}

function said({ html, any }: AxeResults["violations"][number]["nodes"][number]): string {
  return [html, ...any.map(({ message }) => message)].join(" — ");
}
