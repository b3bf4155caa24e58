import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { jobContext } from "@/lib/verb/context";
import { forgetExpiredSignIns } from "./forget-expired-sign-ins";
import { SignIn } from "./schemas";
import { readOperator } from "./session";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import { auditedActions } from "./testing/audit";
import { problemIn } from "./testing/contexts";
import { newBrowser, newPerson, nobodyYet, PASSWORD, signedInBrowser, withTwoFactor } from "./testing/people";
import { FIRST_WAIT_SECONDS, FREE_ATTEMPTS } from "./throttle";

const attempt = (email: string, password: string, browser = newBrowser()) =>
  signIn({ ctx: nobodyYet(), browser, input: { email, password } });

describe("signing in", () => {
  it("opens a session, which the audit log tells of, and signing out ends it", async () => {
    const person = await newPerson("operator");
    const browser = await signedInBrowser(person);
    expect(await readOperator(browser.headers)).toMatchObject({ id: person.id, role: "operator" });
    expect(await auditedActions(person.id)).toEqual(["user.signed_in"]);
    await signOut(browser);
    expect(await readOperator(browser.headers)).toBeNull();
  });

  it("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const { email } = await newPerson("viewer");
    const { cookies } = await attempt(email, PASSWORD);
    expect(cookies.get("set-cookie")).toMatch(/counterfoil\.session_token=.*HttpOnly; SameSite=Lax/i);
  });

  it.each(["a&b", "first/last", "o'brien", "pelé", "用户", "1=1--"])(
    "opens to whoever is called %s",
    async (name) => {
      const { email } = await newPerson("viewer", name);
      const typed = SignIn.parse({ email: email.normalize("NFD").toUpperCase(), password: PASSWORD });
      expect((await attempt(typed.email, PASSWORD)).step).toBe("done");
      expect(await problemIn(attempt(email, "not the password"))).toMatchObject({ code: "invalid" });
    },
  );

  it("tells a wrong password and an unknown person in the same words", async () => {
    const { email } = await newPerson("viewer");
    const wrong = await problemIn(attempt(email, "not the password"));
    expect(await problemIn(attempt("nobody@example.com", "not the password"))).toEqual(wrong);
    expect(wrong).toMatchObject({ code: "invalid", issues: [{ path: "password" }] });
  });

  it("does not open for a cookie somebody altered", async () => {
    const { headers } = await signedInBrowser(await newPerson("owner"));
    const altered = new Headers({ cookie: (headers.get("cookie") ?? "").replace(/=(.)/, alteredFirst) });
    expect(await readOperator(altered)).toBeNull();
    expect(await readOperator(new Headers())).toBeNull();
  });
});

function alteredFirst(_: string, first: string): string {
  return first === "x" ? "=y" : "=x";
}

describe("too many wrong passwords", () => {
  it("make the sixth wait, the right one too, and say how long", async () => {
    const { email } = await newPerson("operator");
    const browser = newBrowser();
    for (let time = 0; time < FREE_ATTEMPTS["sign-in"]; time++) {
      expect(await problemIn(attempt(email, "wrong", browser))).toMatchObject({ code: "invalid" });
    }
    const sixth = await problemIn(attempt(email, PASSWORD, browser));
    expect(sixth).toMatchObject({ code: "rate_limited" });
    const { retryAfterSeconds } = sixth as unknown as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(FIRST_WAIT_SECONDS / 2);
    expect(retryAfterSeconds).toBeLessThanOrEqual(FIRST_WAIT_SECONDS);
  });

  it("do not slow another person, nor this person elsewhere", async () => {
    const [one, other] = [await newPerson("operator"), await newPerson("operator")];
    const browser = newBrowser();
    for (let time = 0; time < 6; time++) await problemIn(attempt(one.email, "wrong", browser));
    expect((await attempt(other.email, PASSWORD, browser)).step).toBe("done");
    expect((await attempt(one.email, PASSWORD)).step).toBe("done");
  });

  it("cannot slip through all at once", async () => {
    const { email } = await newPerson("operator");
    const browser = newBrowser();
    const problems = await Promise.all(
      Array.from({ length: 30 }, () => problemIn(attempt(email, "wrong", browser))),
    );
    const tried = problems.filter(({ code }) => code === "invalid").length;
    expect(tried).toBeLessThanOrEqual(FREE_ATTEMPTS["sign-in"]);
    expect(problems.filter(({ code }) => code === "rate_limited")).toHaveLength(30 - tried);
  });

  it("from many addresses on one account make it wait everywhere", async () => {
    const { email } = await newPerson("operator");
    for (let time = 0; time < FREE_ATTEMPTS["sign-in-account"]; time++) {
      expect(await problemIn(attempt(email, "wrong"))).toMatchObject({ code: "invalid" });
    }
    expect(await problemIn(attempt(email, PASSWORD))).toMatchObject({ code: "rate_limited" });
  });

  it("wait twice as long after each further one, and are forgotten after the right one", async () => {
    const { email } = await newPerson("operator");
    const browser = newBrowser();
    await runUnprepared("DELETE FROM rate_limit", []);
    const waited: number[] = [];
    for (let time = 0; time < 7; time++) {
      await problemIn(attempt(email, "wrong", browser));
      // What waiting would do, without the wait.
      const gates = await runUnprepared<{ expire: bigint }>(
        "DELETE FROM rate_limit WHERE key LIKE 'gate:sign-in:%' RETURNING expire",
        [],
      );
      const waits = gates.map(({ expire }) => (Number(expire) - Date.now()) / 1_000 / FIRST_WAIT_SECONDS);
      waited.push(...waits.map(Math.round).filter((each) => each > 0));
    }
    expect(waited).toEqual([1, 2, 4]);
    expect((await attempt(email, PASSWORD, browser)).step).toBe("done");
    for (let time = 0; time < FREE_ATTEMPTS["sign-in"]; time++) {
      expect(await problemIn(attempt(email, "wrong", browser))).toMatchObject({ code: "invalid" });
    }
  });

  describe("from one address, by whoever", () => {
    // What waiting would do, without the wait.
    const wait = () => runUnprepared("DELETE FROM rate_limit WHERE key LIKE 'gate:sign-in-address:%'", []);
    async function spend(browser: ReturnType<typeof newBrowser>): Promise<void> {
      const { email } = await newPerson("viewer");
      await runUnprepared("DELETE FROM rate_limit", []);
      for (let time = 0; time < FREE_ATTEMPTS["sign-in-address"]; time++) {
        expect(await problemIn(attempt(`${time}-${email}`, "wrong", browser))).toMatchObject({
          code: "invalid",
        });
      }
    }

    it("make the next one wait, and a right one nobody", async () => {
      const browser = newBrowser();
      const people = [await newPerson("operator"), await newPerson("operator"), await newPerson("admin")];
      const [disabled, stranger] = [await newPerson("viewer"), await newPerson("viewer")];
      await withTwoFactor(people[2] ?? disabled);
      await runUnprepared(`UPDATE "user" SET disabled_at = now() WHERE id = $1`, [disabled.id]);
      await spend(browser);
      expect(await problemIn(attempt(stranger.email, PASSWORD, browser))).toMatchObject({
        code: "rate_limited",
      });
      await wait();
      expect(await problemIn(attempt(disabled.email, PASSWORD, browser))).toMatchObject({
        issues: [{ path: "email" }],
      });
      for (const { email } of [...people, ...people])
        expect((await attempt(email, PASSWORD, browser)).step).toBeTruthy();
      expect(await problemIn(attempt(stranger.email, "wrong", browser))).toMatchObject({ code: "invalid" });
      expect(await problemIn(attempt(stranger.email, PASSWORD, browser))).toMatchObject({
        code: "rate_limited",
      });
    });

    it("cannot slip through beside a right one, all at once", async () => {
      const browser = newBrowser();
      const [person, ...others] = await Promise.all(Array.from({ length: 8 }, () => newPerson("operator")));
      await spend(browser);
      for (let round = 0; round < 3; round++) {
        await wait();
        const problems = await Promise.all([
          attempt(person?.email ?? "", PASSWORD, browser).catch(() => null),
          ...others.map(({ email }) => problemIn(attempt(email, "wrong", browser))),
        ]);
        const tried = problems.filter((each) => each && "code" in each && each.code === "invalid");
        expect(tried.length).toBeLessThanOrEqual(1);
        // Whatever was tried and wrong has the gate closed.
        if (tried.length > 0)
          expect(await problemIn(attempt(person?.email ?? "", PASSWORD, browser))).toMatchObject({
            code: "rate_limited",
          });
      }
    });
  });

  it("leave no e-mail address in the table that counts them", async () => {
    const { email } = await newPerson("operator");
    await problemIn(attempt(email, "wrong"));
    const rows = await runUnprepared<{ key: string }>("SELECT key FROM rate_limit", []);
    for (const { key } of rows) expect(key).not.toContain("@");
  });
});

it("forgets sessions that have ended by themselves, and no others", async () => {
  const [gone, here] = [await newPerson("viewer"), await newPerson("viewer")];
  const browser = await signedInBrowser(here);
  await signedInBrowser(gone);
  await runUnprepared("UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1", [
    gone.id,
  ]);
  await forgetExpiredSignIns({ ctx: jobContext("forget-expired-sign-ins", new Date(), "test") });
  expect(await runUnprepared("SELECT id FROM session WHERE user_id = $1", [gone.id])).toEqual([]);
  expect(await readOperator(browser.headers)).toMatchObject({ id: here.id });
});

describe("a person who is disabled", () => {
  it("is out with the next request, and cannot sign in again", async () => {
    const person = await newPerson("admin");
    const browser = await signedInBrowser(person);
    await runUnprepared(`UPDATE "user" SET disabled_at = now() WHERE id = $1`, [person.id]);
    expect(await readOperator(browser.headers)).toBeNull();
    expect(await problemIn(attempt(person.email, PASSWORD))).toMatchObject({ issues: [{ path: "email" }] });
    expect(await problemIn(attempt(person.email, "wrong"))).toMatchObject({ issues: [{ path: "password" }] });
  });

  it("has a new role with the next request", async () => {
    const person = await newPerson("admin");
    const browser = await signedInBrowser(person);
    await runUnprepared(`UPDATE "user" SET role = 'viewer' WHERE id = $1`, [person.id]);
    expect(await readOperator(browser.headers)).toMatchObject({ role: "viewer" });
  });
});
