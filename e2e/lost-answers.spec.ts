import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page, Request } from "@playwright/test";
import { signIn } from "@/lib/auth/sign-in";
import { newBrowser, newPerson, nobodyYet, PASSWORD, type TestPerson } from "@/lib/auth/testing/people";
import { runUnprepared } from "@/lib/db/sql";
import { expect, test } from "./fixtures";
import { LOST_FORMS, NOTHING_TO_DO_TWICE } from "./lost-answers";

test("every server action has a form here, or a reason why it needs none", () => {
  const named = [...placesOf(LOST_FORMS), ...placesOf(NOTHING_TO_DO_TWICE)].sort();
  expect(named).toEqual(serverActions().sort());
});

for (const [folder, forms] of Object.entries(LOST_FORMS)) {
  for (const [action, open] of Object.entries(forms)) {
    test(`${folder} ${action}: an answer that is lost is said to be lost, and sending again does nothing twice`, async ({
      page,
      baseURL,
      merchant,
      apiKey,
      request,
      consoleErrors,
    }) => {
      const person = await newPerson("owner");
      await page.context().addCookies(await cookiesOf(person, baseURL ?? ""));
      const { button, again, count } = await open({ page, person, merchant, apiKey, request });
      const done = count ?? (() => auditedBy(person));
      const before = await done();
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

      const answered = page.context().waitForEvent("requestfinished", isMutation);
      if (again) await again();
      else await button.click();
      await (await answered).response();
      expect(await done()).toBe(after);
    });
  }
}

/** Everything a page's forms hold, as a person sees it. */
function typedIn(page: Page): Promise<string[]> {
  return page
    .locator("input, select, textarea")
    .evaluateAll((fields) =>
      (fields as HTMLInputElement[]).map(
        ({ name, id, value, checked }) => `${name || id}: ${value} ${checked}`,
      ),
    );
}

/** The server does what it is asked, and the answer never arrives. */
async function cutAnswers(page: Page): Promise<() => Promise<void>> {
  const everything = "**/*";
  await page.context().route(everything, async (route) => {
    if (!isMutation(route.request())) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  return () => page.context().unroute(everything);
}

function isMutation(request: Request): boolean {
  return request.method() === "POST" && "next-action" in request.headers();
}

async function auditedBy({ id }: TestPerson): Promise<number> {
  const [row] = await runUnprepared<{ n: number }>(
    "SELECT count(*)::int AS n FROM audit_entry WHERE actor_type = 'user' AND actor_id = $1",
    [id],
  );
  return row?.n ?? 0;
}

async function cookiesOf({ email }: TestPerson, url: string) {
  const { cookies } = await signIn({
    ctx: nobodyYet(),
    browser: newBrowser(),
    input: { email, password: PASSWORD },
  });
  return cookies.getSetCookie().map((line) => {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url, httpOnly: true };
  });
}

function placesOf(table: Record<string, Record<string, unknown>>): string[] {
  return Object.entries(table).flatMap(([folder, rows]) =>
    Object.keys(rows).map((name) => `${folder} ${name}`),
  );
}

/** What the sources export from the files that are servers of actions. */
function serverActions(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(path.join("app", file), "utf8");
      if (!text.startsWith('"use server"')) return [];
      const names = [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
      return names.map((name) => `${path.dirname(file).replaceAll(path.sep, "/")} ${name}`);
    });
}
