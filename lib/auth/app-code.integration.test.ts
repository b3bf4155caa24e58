import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { beginTwoFactor, confirmTwoFactor } from "./account/set-up-two-factor";
import { APP_CODE_STEP_SECONDS } from "./app-code";
import type { Operator } from "./session";
import { readOperator } from "./session";
import { signIn } from "./sign-in";
import { problemIn } from "./testing/contexts";
import {
  codeOf,
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  secretIn,
  signedInBrowser,
  type TestPerson,
  withTwoFactor,
} from "./testing/people";
import { verifySecondFactor } from "./verify-second-factor";

// The middle of a step, so that none ends while a test is about it.
beforeEach(() => {
  const stepMs = APP_CODE_STEP_SECONDS * 1_000;
  vi.useFakeTimers({ toFake: ["Date"], now: (Math.floor(Date.now() / stepMs) + 0.5) * stepMs });
});
afterEach(() => {
  vi.useRealTimers();
});

async function secondStep({ email }: TestPerson, code: string) {
  const input = { email, password: PASSWORD };
  const { cookies } = await signIn({ ctx: nobodyYet(), browser: newBrowser(), input });
  return verifySecondFactor({ ctx: nobodyYet(), browser: newBrowser(cookies), input: { code } });
}

const wrongCode = { code: "invalid", issues: [{ path: "code" }] };

it("is good once, and no code of an earlier step is good after it", async () => {
  const person = await newPerson("admin");
  const { secret } = await withTwoFactor(person);
  const [earlier, now] = [await codeOf(secret, -1), await codeOf(secret, 0)];
  expect((await secondStep(person, now)).step).toBe("done");
  expect(await problemIn(secondStep(person, now))).toMatchObject(wrongCode);
  expect(await problemIn(secondStep(person, earlier))).toMatchObject(wrongCode);
  expect((await secondStep(person, await codeOf(secret, 1))).step).toBe("done");
});

it.each([
  ["two steps ago", -2, false],
  ["one step ago", -1, true],
  ["now", 0, true],
  ["one step ahead", 1, true],
  ["three steps ahead", 3, false],
])("is taken within its step and one around it: %s", async (_, steps, good) => {
  const person = await newPerson("admin");
  const { secret } = await withTwoFactor(person);
  const code = await codeOf(secret, steps);
  if (good) expect((await secondStep(person, code)).step).toBe("done");
  else expect(await problemIn(secondStep(person, code))).toMatchObject(wrongCode);
});

it("signs in one of many who bring it at the same moment, and so does a backup code", async () => {
  const person = await newPerson("admin");
  const { secret, backupCodes } = await withTwoFactor(person);
  for (const code of [await codeOf(secret, 0), backupCodes[0] ?? ""]) {
    const tried = await Promise.allSettled(Array.from({ length: 4 }, () => secondStep(person, code)));
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
});

it("is used up by switching the app on with it", async () => {
  const person = await newPerson("admin");
  const browser = await signedInBrowser(person);
  const ctx = { ...nobodyYet(), actor: (await readOperator(browser.headers)) as Operator };
  const { uri } = await beginTwoFactor({ ctx, ...browser, input: { currentPassword: PASSWORD } });
  const code = await codeOf(secretIn(uri), 0);
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  await confirmTwoFactor({ ctx, ...browser, input: { code, secret } });
  expect(await problemIn(secondStep(person, code))).toMatchObject(wrongCode);
});
