import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectNothingBroken, RULES } from "../axe";
import { showTheme } from "../theme";

/** Pictures of every page, for eyes that look for what no rule knows: taken for who asks for them by `SCREENSHOTS=1`. */
const SCREENSHOTS = "test-results/screenshots";

const JPEG_QUALITY = 60;

/**
 * The looks at a page: by every rule where most of it is shown, by night by those of colours alone, and where other things
 * are shown in other places by all others. What a width shows has the same colours at any.
 */
const LOOKS = [
  { width: 1440, theme: "light", rules: RULES.all },
  { width: 1440, theme: "dark", rules: RULES.colours },
  { width: 768, theme: "dark", rules: null },
  { width: 768, theme: "light", rules: RULES.layout },
  { width: 390, theme: "light", rules: RULES.layout },
  { width: 390, theme: "dark", rules: null },
] as const;

/** Looks at a page as it is, without loading it again: nothing keeps anybody out or has to be scrolled sideways. */
export async function lookAt(page: Page, name: string): Promise<void> {
  expect.soft(await namesTwice(page), `${name} has two buttons of one name in rows that differ`).toEqual([]);
  for (const { width, theme, rules } of LOOKS) {
    const where = `${name} ${width} ${theme}`;
    await page.setViewportSize({ width, height: 900 });
    await showTheme(page, theme);
    if (rules) await expectNothingBroken(page, where, rules);
    await expectNoSidewaysScroll(page, where);
    if (process.env.SCREENSHOTS) await takePicture(page, where);
  }
}

/** What the buttons and boxes of two rows have in common as their names: whoever hears only these cannot choose one. */
function namesTwice(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const actions = document.querySelectorAll<HTMLElement>(
      "main :is(tr, li, section) :is(button, input[type=checkbox])",
    );
    const names = Array.from(actions)
      // What the reference is drawn by is a library's.
      .filter((each) => each.checkVisibility() && !each.closest("dialog, [popover], .swagger-ui"))
      .map((each) => each.ariaLabel ?? each.textContent?.trim() ?? "")
      // The id of a request stands in each of its rows, and is the same to copy in all of them.
      .filter((name) => name !== "" && !/^Copy .*…/.test(name));
    return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  });
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(sideways, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function takePicture(page: Page, where: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${where.replaceAll(/[^\w-]+/g, "-")}.jpg`);
  await page.screenshot({ path: file, type: "jpeg", quality: JPEG_QUALITY, fullPage: true });
}
