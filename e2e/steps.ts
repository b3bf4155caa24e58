import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";

/** How many steps docs/jobs.md lets each job take. */
export const STEPS_MAX: ReadonlyMap<string, number> = new Map(
  [...readFileSync("docs/jobs.md", "utf8").matchAll(/^\| (.+) \| (\d+) \|$/gm)].map(([, job = "", most]) => [
    job,
    Number(most),
  ]),
);

/** What a person does on a page, each of it counted as one step. */
export class Steps {
  count = 0;

  constructor(readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }

  async type(where: Locator, text: string): Promise<void> {
    this.count += 1;
    await where.fill(text);
  }

  async choose(where: Locator, option: string | { label: string }): Promise<void> {
    this.count += 1;
    await where.selectOption(option);
  }

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }

  /** Types where the focus is. */
  async typeHere(text: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.type(text);
  }

  /** To a place of the navigation. */
  async go(place: string): Promise<void> {
    await this.click(
      this.page.getByRole("navigation").getByRole("link", { name: place, exact: true }).first(),
    );
  }
}
