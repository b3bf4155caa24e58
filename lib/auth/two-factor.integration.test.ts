import { describe, expect, it, vi } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { resetTwoFactor } from "@/lib/team/reset-two-factor";
import { readOperator } from "./session";
import { signIn } from "./sign-in";
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
import { FREE_ATTEMPTS, LONGEST_WAIT_SECONDS } from "./throttle";
import { verifySecondFactor } from "./verify-second-factor";

// A process reads its keys once: this is what a start with other keys does.
function forgetAuth(): void {
  Object.assign(globalThis, { counterfoilAuth: undefined });
}

async function firstStep({ email }: TestPerson) {
  const signedIn = await signIn({
    ctx: nobodyYet(),
    browser: newBrowser(),
    input: { email, password: PASSWORD },
  });
  return { ...signedIn, browser: newBrowser(signedIn.cookies) };
}

const verify = (browser: ReturnType<typeof newBrowser>, code: string) =>
  verifySecondFactor({ ctx: nobodyYet(), browser, input: { code } });

describe("signing in with two factors", () => {
  it("opens nothing with the password alone", async () => {
    const person = await newPerson("admin");
    await withTwoFactor(person);
    const { step, browser } = await firstStep(person);
    expect(step).toBe("second-factor");
    expect(await readOperator(browser.headers)).toBeNull();
  });

  it("opens with the code the app shows", async () => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    const { browser } = await firstStep(person);
    const { cookies } = await verify(browser, await codeOf(secret));
    expect(await readOperator(newBrowser(cookies).headers)).toMatchObject({ id: person.id });
  });

  it.each(["%zz", "%", "%00", "%E0%A4", ""])(
    "takes a cookie that nobody set, %j, for none",
    async (cookie) => {
      const browser = newBrowser();
      browser.headers.set("cookie", `counterfoil.two_factor=${cookie}`);
      expect(await problemIn(verify(browser, "123456"))).toMatchObject({ code: "unauthenticated" });
    },
  );

  it("takes a backup code once", async () => {
    const person = await newPerson("admin");
    const { backupCodes } = await withTwoFactor(person);
    const [code = ""] = backupCodes;
    const { browser } = await firstStep(person);
    expect((await verify(browser, code)).step).toBe("done");
    const { browser: again } = await firstStep(person);
    expect(await problemIn(verify(again, code))).toMatchObject({ issues: [{ path: "code" }] });
  });

  it("closes after too many wrong codes, over several sign-ins, and says for how long", async () => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    for (let time = 0; time < FREE_ATTEMPTS["second-factor"]; time++) {
      const { browser } = await firstStep(person);
      expect(await problemIn(verify(browser, "000000"))).toMatchObject({ issues: [{ path: "code" }] });
    }
    const { browser } = await firstStep(person);
    const refused = await problemIn(verify(browser, await codeOf(secret)));
    expect(refused).toMatchObject({ code: "rate_limited" });
    const { retryAfterSeconds } = refused as unknown as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeLessThanOrEqual(LONGEST_WAIT_SECONDS);
    expect(retryAfterSeconds).toBeGreaterThan(LONGEST_WAIT_SECONDS - 30);
  });

  it("stays closed whatever else the browser is signed in as, and opens for nobody else", async () => {
    const [owner, viewer] = [await newPerson("owner"), await newPerson("viewer")];
    await withTwoFactor(owner);
    const { backupCodes } = await withTwoFactor(viewer);
    const [spent = "", ...codes] = backupCodes;
    const { browser: own } = await firstStep(viewer);
    const session = newBrowser((await verify(own, spent)).cookies).headers.get("cookie");
    const outcomes: string[] = [];
    for (let time = 0; time < 2 * FREE_ATTEMPTS["second-factor"]; time++) {
      const { browser } = await firstStep(owner);
      const step = browser.headers.get("cookie");
      if (time % 3 === 2) browser.headers.set("cookie", `${step}; ${session}`);
      const problem = await problemIn(verify(browser, time % 3 === 2 ? (codes[time] ?? "") : "000000"));
      outcomes.push(problem?.code ?? "opened");
    }
    const free = FREE_ATTEMPTS["second-factor"];
    expect(outcomes).toEqual([...Array(free).fill("invalid"), ...Array(free).fill("rate_limited")]);
  });

  it("takes several cookies of a first step for none", async () => {
    const [one, other] = [await newPerson("owner"), await newPerson("viewer")];
    const { secret } = await withTwoFactor(one);
    await withTwoFactor(other);
    const cookieOf = async (person: TestPerson) => {
      const cookies = (await firstStep(person)).browser.headers.get("cookie")?.split("; ") ?? [];
      return cookies.find((each) => each.startsWith("counterfoil.two_factor=")) ?? "";
    };
    const [first, second] = [await cookieOf(one), await cookieOf(other)];
    for (const cookie of [`${second}; ${first}`, `${first}; ${second}`, `x${first}`]) {
      const browser = newBrowser();
      browser.headers.set("cookie", cookie);
      expect(await problemIn(verify(browser, await codeOf(secret)))).toEqual({ code: "unauthenticated" });
    }
  });

  it("forgets the wrong codes of a factor that was taken away", async () => {
    const person = await newPerson("admin");
    await withTwoFactor(person);
    for (let time = 0; time <= FREE_ATTEMPTS["second-factor"]; time++) {
      const { browser } = await firstStep(person);
      await problemIn(verify(browser, "000000"));
    }
    await resetTwoFactor({ ctx: contextOf("owner"), input: { userId: person.id } });
    const { secret } = await withTwoFactor(person);
    const { browser } = await firstStep(person);
    expect((await verify(browser, await codeOf(secret, 1))).step).toBe("done");
  });

  it("does not open for a person who was disabled between the two steps, nor without the first", async () => {
    const person = await newPerson("admin");
    const { secret } = await withTwoFactor(person);
    const { browser } = await firstStep(person);
    await runUnprepared(`UPDATE "user" SET disabled_at = now() WHERE id = $1`, [person.id]);
    expect(await problemIn(verify(browser, await codeOf(secret)))).toEqual({ code: "unauthenticated" });
    expect(await problemIn(verify(newBrowser(), await codeOf(secret)))).toEqual({ code: "unauthenticated" });
  });

  it("goes on with the same app after the encryption key was replaced, and ends the sessions", async () => {
    const person = await newPerson("admin");
    const browser = await signedInBrowser(person);
    const { secret } = await withTwoFactor(person);
    const retired = process.env.COUNTERFOIL_ENCRYPTION_KEY ?? "";
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", Buffer.alloc(32, "another key").toString("base64"));
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_RETIRED", retired);
    forgetAuth();
    expect(await readOperator(browser.headers)).toBeNull();
    const { browser: again } = await firstStep(person);
    expect((await verify(again, await codeOf(secret))).step).toBe("done");
    vi.unstubAllEnvs();
    forgetAuth();
  });

  it("keeps neither the app's secret nor a backup code readable in the database", async () => {
    const person = await newPerson("admin");
    const { secret, backupCodes } = await withTwoFactor(person);
    const rows = await runUnprepared<{ text: string }>("SELECT two_factor::text AS text FROM two_factor", []);
    for (const { text } of rows) {
      for (const readable of [secret, ...backupCodes]) expect(text).not.toContain(readable);
    }
  });
});
