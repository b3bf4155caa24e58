import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { ZONE_COOKIE } from "@/components/shell/preferences";
import { signIn } from "@/lib/auth/sign-in";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newBrowser, newPerson, nobodyYet, PASSWORD, type TestPerson } from "@/lib/auth/testing/people";
import { closePool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { createMerchant } from "@/lib/merchants/create-merchant";
import type { Merchant } from "@/lib/merchants/merchant";
import { type Role, SCOPES } from "@/lib/verb/permissions";

export { expect };

/** Asks the server as somebody, and follows no redirect. */
export type Ask = (
  address: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<Response>;

interface Fixtures {
  /** A page in a browser of its own, where a person of that role is signed in: the same one for a role and a worker. */
  signedIn: (role: Role) => Promise<Page>;
  /** What asks over HTTP as a person of that role, or as nobody. */
  asking: (who: Role | "nobody") => Promise<Ask>;
  /** A merchant that only this test has. */
  merchant: Merchant;
  /** The secret of a key that may read and write this test's merchant. */
  apiKey: string;
  /** What the browser's console said that it should not have; checked to be empty when the test ends. */
  consoleErrors: string[];
}

type Cookie = Awaited<ReturnType<typeof sessionCookies>>[number];

interface WorkerFixtures {
  database: undefined;
  /** What the browser of a person of that role has kept since they signed in. */
  cookiesOf: (role: Role) => Promise<Cookie[]>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // The verbs of this worker's fixtures share one pool, which ends with the worker.
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      await use(undefined);
      await closePool();
    },
    { scope: "worker", auto: true },
  ],

  // Signing in is slow on purpose: once per role is enough.
  cookiesOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const kept = new Map<Role, Promise<Cookie[]>>();
      await use((role) => {
        const cookies = kept.get(role) ?? sessionCookies(role, process.env.PUBLIC_URL ?? "");
        kept.set(role, cookies);
        return cookies;
      });
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  baseURL: async ({}, use) => {
    await use(process.env.PUBLIC_URL);
  },

  consoleErrors: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const errors: string[] = [];
      await use(errors);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  // Opened where a test asks for it: most do with the pages of people who are signed in.
  page: async ({ page, consoleErrors }, use) => {
    collectErrors(page, consoleErrors);
    await use(page);
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  merchant: async ({}, use) => {
    await use(await newMerchant());
  },

  apiKey: async ({ merchant }, use) => {
    await use(await newKey(merchant.id));
  },

  signedIn: async ({ browser, baseURL, timezoneId, cookiesOf, consoleErrors }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
      contexts.push(context);
      await context.addCookies([...(await cookiesOf(role)), zoneCookie(timezoneId)]);
      const page = await context.newPage();
      collectErrors(page, consoleErrors);
      return page;
    });
    for (const context of contexts) await context.close();
  },

  asking: async ({ baseURL, cookiesOf }, use) => {
    await use(async (who) => {
      const cookies = who === "nobody" ? [] : await cookiesOf(who);
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      return (address, init = {}) =>
        fetch(new URL(address, baseURL), {
          redirect: "manual",
          ...init,
          headers: { ...init.headers, Cookie: cookie },
        });
    });
  },
});

async function newMerchant(): Promise<Merchant> {
  const id = newId();
  const look = { logoColor: "#2f5d50", defaultCurrency: "GBP" as const, paymentLimit: 500_000n };
  return createMerchant({ ctx: contextOf("owner"), input: { id, name: `Shop ${id.slice(-6)}`, ...look } });
}

async function newKey(merchantId: string): Promise<string> {
  const input = { id: newId(), name: "Browser suite", scopes: [...SCOPES], merchantId };
  const { secret } = await createKey({ ctx: contextOf("owner"), input });
  return secret ?? "";
}

/** Adds what a page's console says that it should not, until what it gives is called. */
export function collectErrors(page: Page, errors: string[]): () => void {
  const onError = (err: Error) => errors.push(err.message);
  const onMessage = (message: ConsoleMessage) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  };
  page.on("pageerror", onError);
  page.on("console", onMessage);
  return () => page.off("pageerror", onError).off("console", onMessage);
}

/**
 * What tells the server the zone of a browser that was here before. Where it is missing, the first page is made twice: only
 * its script knows the zone.
 */
export function zoneCookie(timezoneId = "UTC") {
  return { name: ZONE_COOKIE, value: encodeURIComponent(timezoneId), url: process.env.PUBLIC_URL ?? "" };
}

async function sessionCookies(role: Role, url: string) {
  return cookiesOfPerson(await newPerson(role), url);
}

/** What a browser keeps of a person who signed in. */
export async function cookiesOfPerson({ email }: TestPerson, url: string) {
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
