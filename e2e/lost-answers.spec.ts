import type { Locator, Page, Request, Response } from "@playwright/test";
import { newPerson, type TestPerson } from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { test as base, collectErrors, cookiesOfPerson, expect, zoneCookie } from "./fixtures";
import { LOST_FORMS, type LostForm, OWN_FORMS, type World } from "./lost-answers/forms";

type SignedIn = Pick<World, "page" | "person">;

/** The forms of a worker share one person and one page, which keeps what it has loaded of the console. */
const test = base.extend<object, { owner: SignedIn }>({
  owner: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: process.env.PUBLIC_URL ?? "" });
      const page = await context.newPage();
      await use({ page, person: await newOwner(page) });
      await context.close();
    },
    { scope: "worker" },
  ],
});

for (const [name, open] of Object.entries(LOST_FORMS)) {
  test(`with its answer lost: ${name}`, async ({ owner, merchant, apiKey, request, consoleErrors }) => {
    const stop = collectErrors(owner.page, consoleErrors);
    await loseTheAnswer(open, { ...owner, merchant, apiKey, request }, consoleErrors);
    stop();
  });
}

for (const [name, open] of Object.entries(OWN_FORMS)) {
  test(`with its answer lost: ${name}`, async ({ page, merchant, apiKey, request, consoleErrors }) => {
    const person = await newOwner(page);
    await loseTheAnswer(open, { page, person, merchant, apiKey, request }, consoleErrors);
  });
}

/** Whoever sets up or joins has none yet. */
function hasSession(page: Page): boolean {
  return !new URL(page.url()).pathname.startsWith("/setup/");
}

/** A form whose session has ended asks to sign in over it, and keeps what was typed. */
async function outliveTheSession(page: Page, button: Locator): Promise<void> {
  const typed = await typedIn(page);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  await page.context().addCookies(cookies);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  expect(await typedIn(page)).toEqual(typed);
}

/** The form says that it does not know, keeps what was typed, and sending again does nothing twice. */
async function loseTheAnswer(open: LostForm, world: World, consoleErrors: string[]): Promise<void> {
  const { page, person } = world;
  const { button, shown, again, count } = await open(world);
  const done = count ?? (() => auditedBy(person));
  const before = await done();
  if (hasSession(page)) {
    await outliveTheSession(page, button);
    // What the page read just then was refused, and the browser says so.
    const heard = consoleErrors.splice(0).filter((error) => !/401 .*\/api\/(live|queries)\//.test(error));
    expect(heard).toEqual([]);
    expect(await done()).toBe(before);
  }
  const typed = await typedIn(page);
  const stopCutting = await cutAnswers(page);
  await button.click();
  await expect(page.getByText(/answer was lost on its way/).first()).toBeVisible();
  expect(await typedIn(page)).toEqual(typed);
  const after = await done();
  expect(after).toBeGreaterThan(before);
  await stopCutting();
  // The browser says itself that an answer was lost.
  expect(consoleErrors.splice(0).join()).toContain("ERR_FAILED");

  if (shown) return expect(shown).toBeVisible();
  const answered = page.context().waitForEvent("response", (answer) => isMutation(answer.request()));
  if (again) await again();
  else await button.click();
  const answer = await answered;
  expect(answer.ok() || answer.status() === 303).toBe(true);
  expect((await textOf(answer)) ?? "").not.toContain('"code":"internal"');
  expect(await done()).toBe(after);
}

/** Everything a page's forms hold, by name: what streams in late stands last until it is put in its place. */
async function typedIn(page: Page): Promise<string[]> {
  const typed = await page
    .locator("input, select, textarea")
    .evaluateAll((fields) =>
      (fields as HTMLInputElement[]).map(
        ({ name, id, value, checked }) => `${name || id}: ${value} ${checked}`,
      ),
    );
  return typed.toSorted();
}

/** The server does what it is asked, and the answer never arrives. */
async function cutAnswers(page: Page): Promise<() => Promise<void>> {
  const everything = "**/*";
  await page.route(everything, async (route) => {
    if (!isMutation(route.request())) return route.fallback();
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  });
  return () => page.unroute(everything);
}

// An import is as large as no action may be, and has a route of its own.
function isMutation(request: Request): boolean {
  if (request.method() !== "POST") return false;
  return "next-action" in request.headers() || request.url().endsWith("/connectors/import/start");
}

/** Whole, so that what the server does is done; nothing where the page has gone on to another meanwhile. */
function textOf(answer: Response): Promise<string | null> {
  return answer.text().catch(() => null);
}

async function newOwner(page: Page): Promise<TestPerson> {
  const person = await newPerson("owner");
  const url = process.env.PUBLIC_URL ?? "";
  // A page that is made twice would find no session the second time.
  const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  await page.context().addCookies([...(await cookiesOfPerson(person, url)), zoneCookie(timeZone)]);
  return person;
}

async function auditedBy({ id }: TestPerson): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit_entry WHERE actor_type = 'user' AND actor_id = $1",
    [id],
  );
  return row?.n ?? 0;
}
