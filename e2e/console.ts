import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { type Link, newLink, payWith } from "./checkout";

export const WIDTHS = [390, 768, 1440] as const;

/** A payment that a customer has paid in a browser, with a sandbox card. */
export async function paidPayment(
  page: Page,
  request: APIRequestContext,
  apiKey: string,
  body: Record<string, unknown> = {},
  card = "4242424242424242",
): Promise<Link> {
  const link = await newLink(request, apiKey, body);
  await page.goto(link.url);
  await payWith(page, card);
  await expect(page.getByRole("heading", { name: /paid|thank|receipt/i }).first()).toBeVisible();
  return link;
}

/** Nothing that keeps anybody out, and nothing that has to be scrolled sideways: in both themes, at three widths. */
export async function expectWellMade(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  // What is still being loaded has no heading yet, or one that has not been put in its place; a page that never has one fails here.
  await page.locator("h1:visible").first().waitFor();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoViolations(page, `${page.url()} ${width}`);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways, `${page.url()} ${width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

/** The page's scripts listen: what is pressed before they do, a button apart, is heard by nobody. */
export async function live(page: Page): Promise<void> {
  await expect(page.getByText("Up to date", { exact: true })).toBeVisible();
}

/** Opens the palette by its key. One that is pressed before the page's script listens is heard by nobody. */
export async function openPalette(page: Page): Promise<Locator> {
  const palette = page.getByRole("combobox", { name: /Go to a page/ });
  await expect(async () => {
    if (!(await palette.isVisible())) await page.keyboard.press("ControlOrMeta+k");
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  return palette;
}

/** Something in the page has the focus, or in the dialog over it: not the body, from which the tab key begins anew. */
export async function expectFocusKept(page: Page): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const place = document.querySelector("dialog:modal") ?? document.querySelector("main");
      return place?.contains(document.activeElement) ?? false;
    });
  await expect.poll(focused).toBe(true);
}
