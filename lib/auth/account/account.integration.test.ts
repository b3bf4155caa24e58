import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { type Operator, readOperator } from "../session";
import type { Browser } from "../sign-in";
import { signIn } from "../sign-in";
import { auditedActions } from "../testing/audit";
import { problemIn } from "../testing/contexts";
import {
  codeOf,
  newBrowser,
  newPerson,
  nobodyYet,
  PASSWORD,
  secretIn,
  signedInBrowser,
  withTwoFactor,
} from "../testing/people";
import { FREE_ATTEMPTS } from "../throttle";
import { changePassword } from "./change-password";
import { rename } from "./rename";
import { endSession, listSessions } from "./sessions";
import { beginTwoFactor, confirmTwoFactor, renewBackupCodes } from "./set-up-two-factor";
import { turnOffTwoFactor } from "./turn-off-two-factor";

const NEW_PASSWORD = "the stub stays in the book";

async function signedIn() {
  const person = await newPerson("operator");
  const browser = await signedInBrowser(person);
  return { person, browser, ctx: await contextIn(browser) };
}

async function contextIn({ headers }: Browser): Promise<Ctx & { actor: Operator }> {
  const actor = await readOperator(headers);
  if (!actor) throw new Error("Nobody is signed in.");
  return { ...nobodyYet(), actor };
}

describe("changing one's password", () => {
  it("asks for the old one, ends the other sessions, and keeps this one", async () => {
    const { person, browser, ctx } = await signedIn();
    const elsewhere = await signedInBrowser(person);
    const wrong = { currentPassword: "not it at all", newPassword: NEW_PASSWORD };
    expect(await problemIn(changePassword({ ctx, input: wrong }))).toMatchObject({
      issues: [{ path: "currentPassword" }],
    });
    await changePassword({ ctx, input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } });
    expect(await readOperator(elsewhere.headers)).toBeNull();
    expect(await readOperator(browser.headers)).toMatchObject({ id: person.id });
    const { email } = person;
    const attempt = (password: string) =>
      signIn({ ctx: nobodyYet(), browser: newBrowser(), input: { email, password } });
    expect(await problemIn(attempt(PASSWORD))).toMatchObject({ code: "invalid" });
    expect((await attempt(NEW_PASSWORD)).step).toBe("done");
  });

  it("slows whoever guesses at the old one from a screen left unlocked", async () => {
    const { ctx } = await signedIn();
    const guess = () =>
      problemIn(changePassword({ ctx, input: { currentPassword: "guess", newPassword: NEW_PASSWORD } }));
    for (let time = 0; time < FREE_ATTEMPTS["confirm-password"]; time++) await guess();
    expect(await guess()).toMatchObject({ code: "rate_limited" });
  });
});

const shownIn = (uri: string) => new URL(uri).searchParams.get("secret") ?? "";

describe("two-factor", () => {
  it("is on only once a code of the app was confirmed", async () => {
    const { person, browser, ctx } = await signedIn();
    const { uri, backupCodes } = await beginTwoFactor({
      ctx,
      ...browser,
      input: { currentPassword: PASSWORD },
    });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Counterfoil/);
    expect(backupCodes).toHaveLength(10);
    expect(await readOperator(browser.headers)).toMatchObject({ twoFactorEnabled: false });
    const secret = shownIn(uri);
    expect(
      await problemIn(confirmTwoFactor({ ctx, ...browser, input: { code: "000000", secret } })),
    ).toMatchObject({
      issues: [{ path: "code" }],
    });
    const cookies = await confirmTwoFactor({
      ctx,
      ...browser,
      input: { code: await codeOf(secretIn(uri)), secret },
    });
    expect(await readOperator(newBrowser(cookies).headers)).toMatchObject({ twoFactorEnabled: true });
    expect(await auditedActions(person.id)).toContain("user.two_factor_enabled");
  });

  it("is not switched on beside the backup codes of an app that another has taken the place of", async () => {
    const { person, browser, ctx } = await signedIn();
    const begin = () => beginTwoFactor({ ctx, ...browser, input: { currentPassword: PASSWORD } });
    const [earlier, newest] = [(await begin()).uri, (await begin()).uri];
    const code = await codeOf(secretIn(newest));
    const confirm = (uri: string, at = browser) =>
      confirmTwoFactor({ ctx, ...at, input: { code, secret: shownIn(uri) } });
    expect(await problemIn(confirm(earlier))).toMatchObject({ code: "conflict" });
    expect(await auditedActions(person.id)).not.toContain("user.two_factor_enabled");
    const cookies = await confirm(newest);
    expect(await problemIn(confirm(earlier, newBrowser(cookies)))).toMatchObject({ code: "conflict" });
  });

  it("leaves one secret when it is begun twice at once", async () => {
    const { person, browser, ctx } = await signedIn();
    const begin = () => beginTwoFactor({ ctx, ...browser, input: { currentPassword: PASSWORD } });
    await Promise.allSettled([begin(), begin(), begin()]);
    expect(await runUnprepared("SELECT id FROM two_factor WHERE user_id = $1", [person.id])).toHaveLength(1);
  });

  it("gives new backup codes that end the old ones, and is turned off with the password", async () => {
    const person = await newPerson("admin");
    const browser = await signedInBrowser(person);
    const { backupCodes } = await withTwoFactor(person);
    const ctx = await contextIn(browser);
    const renewed = await renewBackupCodes({ ctx, ...browser, input: { currentPassword: PASSWORD } });
    expect(renewed.filter((code) => backupCodes.includes(code))).toEqual([]);
    expect(await problemIn(turnOffTwoFactor({ ctx, input: { currentPassword: "wrong" } }))).toMatchObject({
      code: "invalid",
    });
    await turnOffTwoFactor({ ctx, input: { currentPassword: PASSWORD } });
    expect(await readOperator(browser.headers)).toMatchObject({ twoFactorEnabled: false });
  });
});

describe("one's own sessions", () => {
  it("are shown and can be ended, and nobody else's can", async () => {
    const { person, ctx } = await signedIn();
    const elsewhere = await contextIn(await signedInBrowser(person));
    const stranger = await signedIn();
    expect((await listSessions({ ctx })).map(({ id }) => id).sort()).toEqual(
      [ctx.actor.sessionId, elsewhere.actor.sessionId].sort(),
    );
    await endSession({ ctx, input: { sessionId: stranger.ctx.actor.sessionId } });
    expect(await readOperator(stranger.browser.headers)).not.toBeNull();
    await endSession({ ctx, input: { sessionId: elsewhere.actor.sessionId } });
    expect(await listSessions({ ctx })).toHaveLength(1);
  });
});

it("changes one's name, and the history keeps the old one", async () => {
  const { person, browser, ctx } = await signedIn();
  await rename({ ctx, input: { name: "Ada King" } });
  await rename({ ctx, input: { name: "Ada King" } });
  expect(await readOperator(browser.headers)).toMatchObject({ label: "Ada King" });
  expect((await auditedActions(person.id)).filter((action) => action === "user.renamed")).toHaveLength(1);
});
