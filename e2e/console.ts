import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { type Link, newLink, payWith } from "./checkout";
import { showTheme } from "./theme";

export const WIDTHS = [390, 768, 1440] as const;

/** A payment that a customer has paid in a browser, with a sandbox card. */
export async function paidPayment(
  page: Page,
  request: APIRequestContext,
  apiKey: string,
  body: Record<string, unknown> = {},
): Promise<Link> {
  const link = await newLink(request, apiKey, body);
  await page.goto(link.url);
  await payWith(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: /paid|thank|receipt/i }).first()).toBeVisible();
  return link;
}

/** Nothing that keeps anybody out, and nothing that has to be scrolled sideways: in both themes, at three widths. */
export async function expectWellMade(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await showTheme(page, colorScheme);
      const axe = new AxeBuilder({ page });
      // The themes differ in their colours, and in nothing else.
      const { violations } = await (colorScheme === "dark"
        ? axe.withRules(["color-contrast"])
        : axe
      ).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(said).join("\n  ")}`);
      expect(found, `${page.url()} ${width} ${colorScheme}`).toEqual([]);
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${page.url()} ${width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

function said({ html, any }: { html: string; any: { message: string }[] }): string {
  return [html, ...any.map(({ message }) => message)].join(" — ");
}
