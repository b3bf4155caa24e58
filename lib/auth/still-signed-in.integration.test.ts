import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { disablePerson } from "@/lib/team/disable-person";
import type { Ctx } from "@/lib/verb/context";
import { endSession } from "./account/sessions";
import { beginTwoFactor, confirmTwoFactor } from "./account/set-up-two-factor";
import { resetPassword } from "./reset-password";
import { type Operator, readOperator } from "./session";
import type { Browser } from "./sign-in";
import { signOut } from "./sign-out";
import { readOperatorAgain } from "./still-signed-in";
import { contextOf } from "./testing/contexts";
import {
  codeOf,
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  secretIn,
  signedInBrowser,
  type TestPerson,
} from "./testing/people";

async function contextIn({ headers }: Browser): Promise<Ctx & { actor: Operator }> {
  const actor = await readOperator(headers);
  if (!actor) throw new Error("Nobody is signed in.");
  return { ...nobodyYet(), actor };
}

/** Switches two-factor on, as in another tab. Gives the browser with the cookies that it has from then on. */
async function switchOn(browser: Browser): Promise<Browser> {
  const ctx = await contextIn(browser);
  const { uri } = await beginTwoFactor({ ctx, ...browser, input: { currentPassword: PASSWORD } });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const cookies = await confirmTwoFactor({
    ctx,
    ...browser,
    input: { code: await codeOf(secretIn(uri)), secret },
  });
  return newBrowser(cookies);
}

describe("whoever began something long", () => {
  it("may go on with it when two-factor was switched on meanwhile, as they are then", async () => {
    const person = await newPerson("operator");
    const browser = await signedInBrowser(person);
    const { actor } = await contextIn(browser);
    await switchOn(browser);
    expect(await readOperator(browser.headers)).toBeNull();
    expect(await readOperatorAgain(browser.headers, actor)).toMatchObject({
      ...{ id: person.id, role: "operator", twoFactorEnabled: true },
    });
    await runUnprepared(`UPDATE "user" SET role = 'viewer' WHERE id = $1`, [person.id]);
    expect(await readOperatorAgain(browser.headers, actor)).toMatchObject({ role: "viewer" });
  });

  it.each<[string, (person: TestPerson, now: Browser) => Promise<unknown>]>([
    ["they sign out", (_, now) => signOut(now)],
    ["they are disabled", ({ id }) => disablePerson({ ctx: contextOf("owner"), input: { userId: id } })],
    [
      "their session is ended from elsewhere",
      async (person, now) => {
        const { sessionId } = (await contextIn(now)).actor;
        const ctx = { ...contextOf("operator"), actor: { ...contextOf("operator").actor, id: person.id } };
        await endSession({ ctx, input: { sessionId } });
      },
    ],
    [
      "their password is reset",
      ({ email }) =>
        resetPassword({ ctx: contextOf("owner"), input: { email, password: "the stub stays in the book" } }),
    ],
    [
      "their session runs out",
      ({ id }) =>
        runUnprepared("UPDATE session SET expires_at = now() - interval '1 minute' WHERE user_id = $1", [id]),
    ],
  ])("may not once %s, before or after two-factor was switched on", async (_, act) => {
    for (const later of [switchOn, async (browser: Browser) => browser]) {
      const person = await newPerson("operator");
      const browser = await signedInBrowser(person);
      const { actor } = await contextIn(browser);
      const now = await later(browser);
      expect(await readOperatorAgain(browser.headers, actor)).toMatchObject({ id: person.id });
      await act(person, now);
      expect(await readOperatorAgain(browser.headers, actor)).toBeNull();
    }
  });
});
