import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { disablePerson } from "@/lib/team/disable-person";
import { enablePerson } from "@/lib/team/enable-person";
import { resetTwoFactor } from "@/lib/team/reset-two-factor";
import { jobContext } from "@/lib/verb/context";
import { changePassword } from "./account/change-password";
import { dismissFailedSignIns, listFailedSignIns, unseenFailedSignIns } from "./account/failed-sign-ins";
import { endSession } from "./account/sessions";
import { findKnownBrowser } from "./known-browser";
import { resetPassword } from "./reset-password";
import { type Operator, readOperator } from "./session";
import { type Browser, signIn } from "./sign-in";
import { signOut } from "./sign-out";
import { contextOf, problemIn } from "./testing/contexts";
import {
  codeOf,
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  signedInBrowser,
  type TestPerson,
  withTwoFactor,
} from "./testing/people";
import { FIRST_WAIT_SECONDS, FREE_ATTEMPTS } from "./throttle";
import { verifySecondFactor } from "./verify-second-factor";

const attempt = (email: string, password: string, browser = newBrowser()) =>
  signIn({ ctx: nobodyYet(), browser, input: { email, password } });

/** A stranger who tries from another address each time, until the account's gate is closed, and goes on. */
async function flood(email: string): Promise<{ code: string }[]> {
  const problems: { code: string }[] = [];
  for (let time = 0; time < FREE_ATTEMPTS["sign-in-account"] + 10; time++)
    problems.push(await problemIn(attempt(email, "wrong")));
  return problems;
}

async function contextIn({ headers }: Browser) {
  const actor = await readOperator(headers);
  if (!actor) throw new Error("Nobody is signed in.");
  return { ...nobodyYet(), actor: actor as Operator };
}

const isKnown = async ({ headers }: Browser, { id }: TestPerson) =>
  (await findKnownBrowser(headers, id)) !== null;

async function secondStep(person: TestPerson, code: string, at = newBrowser()) {
  const { cookies } = await attempt(person.email, PASSWORD, at);
  const cookie = [at.headers.get("cookie"), newBrowser(cookies).headers.get("cookie")].filter(Boolean);
  const browser = { address: at.address, headers: new Headers({ cookie: cookie.join("; ") }) };
  return verifySecondFactor({ ctx: nobodyYet(), browser, input: { code } });
}

describe("somebody who tries wrong passwords from everywhere", () => {
  it("does not shut out a browser that has signed in before, at any address", async () => {
    const person = await newPerson("owner");
    const browser = await signedInBrowser(person);
    await signOut(browser);
    const problems = await flood(person.email);
    expect(problems.at(-1)).toMatchObject({ code: "rate_limited" });
    expect((await attempt(person.email, PASSWORD, browser)).step).toBe("done");
    // It is no way in for whoever else: the gate stays closed to them.
    expect(await problemIn(attempt(person.email, PASSWORD))).toMatchObject({ code: "rate_limited" });
  });

  it("makes a new browser wait as long as the first refusal said, however long they go on", async () => {
    const person = await newPerson("operator");
    await flood(person.email);
    const told = (await problemIn(attempt(person.email, PASSWORD))) as { retryAfterSeconds?: number };
    expect(told.retryAfterSeconds).toBeLessThanOrEqual(FIRST_WAIT_SECONDS);
    const subject = `gate:sign-in-account:%`;
    // What waiting would do, without the wait.
    await runUnprepared("DELETE FROM rate_limit WHERE key LIKE $1", [subject]);
    expect((await attempt(person.email, PASSWORD)).step).toBe("done");
  });

  it("is not charged for what is refused, at any gate", async () => {
    const person = await newPerson("operator");
    const browser = newBrowser();
    await runUnprepared("DELETE FROM rate_limit", []);
    for (let time = 0; time < FREE_ATTEMPTS["sign-in"] + 20; time++)
      await problemIn(attempt(person.email, "wrong", browser));
    const counts = await runUnprepared<{ points: number }>(
      "SELECT points FROM rate_limit WHERE key LIKE 'attempts:%'",
      [],
    );
    expect(counts.map(({ points }) => points)).toEqual(counts.map(() => FREE_ATTEMPTS["sign-in"]));
    expect(counts).toHaveLength(3);
  });

  it("guesses no faster with a browser of somebody else, nor with a cookie they made up", async () => {
    const [person, other] = [await newPerson("operator"), await newPerson("operator")];
    const theirs = await signedInBrowser(other);
    await flood(person.email);
    expect(await problemIn(attempt(person.email, PASSWORD, theirs))).toMatchObject({ code: "rate_limited" });
    const cookie = ((await signedInBrowser(other)).headers.get("cookie") ?? "").replaceAll(/=./g, "=x");
    const made = { ...newBrowser(), headers: new Headers({ cookie }) };
    expect(await problemIn(attempt(person.email, PASSWORD, made))).toMatchObject({ code: "rate_limited" });
  });

  it("has five guesses like everybody in a browser that was left open", async () => {
    const person = await newPerson("operator");
    const browser = await signedInBrowser(person);
    for (let time = 0; time < FREE_ATTEMPTS["sign-in-known"]; time++) {
      expect(await problemIn(attempt(person.email, "wrong", browser))).toMatchObject({ code: "invalid" });
    }
    expect(await problemIn(attempt(person.email, PASSWORD, browser))).toMatchObject({ code: "rate_limited" });
  });
});

describe("somebody who has the password and tries codes", () => {
  it("does not shut out the second step of a browser that has signed in before", async () => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    const { cookies } = await secondStep(person, await codeOf(secret));
    const browser = newBrowser(cookies);
    for (let time = 0; time < FREE_ATTEMPTS["second-factor"]; time++)
      expect(await problemIn(secondStep(person, "000000"))).toMatchObject({ code: "invalid" });
    const next = await codeOf(secret, 1);
    expect(await problemIn(secondStep(person, next))).toMatchObject({ code: "rate_limited" });
    expect((await secondStep(person, next, browser)).step).toBe("done");
    expect(await unseenFailedSignIns({ ctx: await contextIn(browser) })).toMatchObject({
      attempts: FREE_ATTEMPTS["second-factor"],
      passwordKnown: true,
    });
  });

  it.each([
    [
      "reset",
      (person: TestPerson) =>
        resetPassword({
          ctx: jobContext("test", new Date(), "test"),
          input: { email: person.email, password: "another one entirely" },
        }),
    ],
    [
      "disabled and enabled",
      async ({ id: userId }: TestPerson) => {
        await disablePerson({ ctx: contextOf("owner"), input: { userId } });
        await enablePerson({ ctx: contextOf("owner"), input: { userId } });
      },
    ],
  ])("is out when the account is %s between the two steps", async (_, act) => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    const { cookies } = await attempt(person.email, PASSWORD);
    await act(person);
    const browser = newBrowser(cookies);
    const input = { code: await codeOf(secret) };
    expect(await problemIn(verifySecondFactor({ ctx: nobodyYet(), browser, input }))).toEqual({
      code: "unauthenticated",
    });
  });
});

describe("whoever was kept out by strangers", () => {
  const NEW = "the stub stays in the book";
  const reset = ({ email }: TestPerson) =>
    resetPassword({ ctx: jobContext("test", new Date(), "test"), input: { email, password: NEW } });

  it.each<[string, string, (person: TestPerson) => Promise<unknown>]>([
    ["their password was reset", NEW, reset],
    [
      "their second factor was reset",
      PASSWORD,
      ({ id: userId }) => resetTwoFactor({ ctx: contextOf("owner"), input: { userId } }),
    ],
    [
      "they were disabled and enabled again",
      PASSWORD,
      async ({ id: userId }) => {
        await disablePerson({ ctx: contextOf("owner"), input: { userId } });
        await enablePerson({ ctx: contextOf("owner"), input: { userId } });
      },
    ],
  ])("comes in at once, at any address, when %s", async (_, password, act) => {
    const person = await newPerson("admin");
    await withTwoFactor(person);
    const [office, other] = [newBrowser(), await newPerson("operator")];
    for (let time = 0; time < FREE_ATTEMPTS["sign-in"]; time++) {
      for (const { email } of [person, other]) await problemIn(attempt(email, "wrong", office));
      await problemIn(secondStep(person, "000000"));
    }
    await flood(person.email);
    expect(await problemIn(attempt(person.email, PASSWORD, office))).toMatchObject({ code: "rate_limited" });
    await act(person);
    expect((await attempt(person.email, password, office)).step).toBeTruthy();
    // Nobody else is forgiven by it.
    expect(await problemIn(attempt(other.email, PASSWORD, office))).toMatchObject({ code: "rate_limited" });
  });

  it("may try codes at once when their password was reset", async () => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    for (let time = 0; time < FREE_ATTEMPTS["second-factor"]; time++)
      await problemIn(secondStep(person, "000000"));
    const code = await codeOf(secret, 1);
    expect(await problemIn(secondStep(person, code))).toMatchObject({ code: "rate_limited" });
    await reset(person);
    const { cookies } = await attempt(person.email, NEW);
    const browser = newBrowser(cookies);
    expect((await verifySecondFactor({ ctx: nobodyYet(), browser, input: { code } })).step).toBe("done");
  });
});

describe("a browser that was known", () => {
  const NEW = "the stub stays in the book";
  const input = (person: TestPerson) => ({ userId: person.id });
  it.each<[string, (person: TestPerson, here: Browser, there: Browser) => Promise<unknown>]>([
    [
      "the password is changed elsewhere",
      async (_, here) =>
        changePassword({
          ctx: await contextIn(here),
          input: { currentPassword: PASSWORD, newPassword: NEW },
        }),
    ],
    [
      "the password is reset",
      ({ email }) =>
        resetPassword({ ctx: jobContext("test", new Date(), "test"), input: { email, password: NEW } }),
    ],
    ["the person is disabled", (person) => disablePerson({ ctx: contextOf("owner"), input: input(person) })],
    [
      "its session is ended elsewhere",
      async (_, here, there) => {
        const { sessionId } = (await contextIn(there)).actor;
        await endSession({ ctx: await contextIn(here), input: { sessionId } });
      },
    ],
    [
      "the second factor is reset",
      async (person) => {
        await withTwoFactor(person);
        await resetTwoFactor({ ctx: contextOf("owner"), input: input(person) });
      },
    ],
  ])("is not any more once %s", async (_, act) => {
    const person = await newPerson("operator");
    const [here, there] = [await signedInBrowser(person), await signedInBrowser(person)];
    expect(await isKnown(there, person)).toBe(true);
    await act(person, here, there);
    expect(await isKnown(there, person)).toBe(false);
  });

  it("stays so when it signs out, and where the password was changed", async () => {
    const person = await newPerson("operator");
    const browser = await signedInBrowser(person);
    const change = { currentPassword: PASSWORD, newPassword: NEW };
    await changePassword({ ctx: await contextIn(browser), input: change });
    await signOut(browser);
    expect(await isKnown(browser, person)).toBe(true);
  });

  it("is kept as a hash", async () => {
    const browser = await signedInBrowser(await newPerson("operator"));
    const tokens = [...(browser.headers.get("cookie") ?? "").matchAll(/counterfoil\.known\.\S+?=([^;]+)/g)];
    expect(tokens).toHaveLength(1);
    const rows = await runUnprepared<{ text: string }>("SELECT b::text AS text FROM known_browser b", []);
    for (const { text } of rows) expect(text).not.toContain(tokens[0]?.[1]);
  });
});

describe("wrong attempts", () => {
  it("are told to the person and in the audit log, and once they are seen not again", async () => {
    const person = await newPerson("operator");
    await problemIn(attempt(person.email, "wrong"));
    const twice = newBrowser();
    for (let time = 0; time < 2; time++) await problemIn(attempt(person.email, "wrong", twice));
    const browser = await signedInBrowser(person);
    const ctx = await contextIn(browser);
    expect(await unseenFailedSignIns({ ctx })).toMatchObject({
      attempts: 3,
      networks: 2,
      passwordKnown: false,
    });
    expect((await listFailedSignIns({ ctx })).map(({ attempts }) => attempts).sort()).toEqual([1, 2]);
    const told = await runUnprepared<{ data: object }>(
      "SELECT data FROM audit_entry WHERE object_id = $1 ORDER BY id DESC LIMIT 1",
      [person.id],
    );
    expect(told[0]?.data).toMatchObject({ failedAttempts: 3, failedFromAddresses: 2 });
    await dismissFailedSignIns({ ctx });
    expect(await unseenFailedSignIns({ ctx })).toBeNull();
  });

  it("of somebody else are nobody's business, nor those at an address without an account", async () => {
    const ctx = await contextIn(await signedInBrowser(await newPerson("owner")));
    await problemIn(attempt((await newPerson("operator")).email, "wrong"));
    await problemIn(attempt("nobody-at-all@example.com", "wrong"));
    expect(await unseenFailedSignIns({ ctx })).toBeNull();
  });
});
