import { isAPIError } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";
import { refuseField } from "@/lib/verb/problem";
import type { BeforeSignIn } from "./accept-invitation";
import { auth } from "./better-auth";
import { noteFailedSignIn } from "./failed-sign-ins";
import { finishSignIn } from "./finish-sign-in";
import { findKnownBrowser } from "./known-browser";
import { networkOf } from "./network";
import { inPasswordLane, type PasswordLane } from "./password-queue";
import type { SignIn } from "./schemas";
import { forgetAttempts, type Gate, takeAttempt } from "./throttle";

/** What the browser is told next. `cookies` are Set-Cookie lines; `person` is whoever is signed in with them. */
export type SignedIn = { cookies: Headers } & (
  | { step: "second-factor" }
  | { step: "done"; person: SignedInPerson }
);

export interface SignedInPerson {
  id: string;
  label: string;
}

/** The browser that asks: its cookies and name, and the address it asks from. */
export interface Browser {
  headers: Headers;
  address: string;
}

/**
 * Signs a person in with e-mail and password. Refuses a wrong one in the same words and time whether or not there is such
 * a person, and `rate_limited` with the seconds to wait after too many. A browser this person has signed in with before
 * is counted by itself: what strangers try elsewhere does not shut it out.
 */
export async function signIn({
  ctx,
  browser,
  input,
}: {
  ctx: BeforeSignIn;
  browser: Browser;
  input: SignIn;
}): Promise<SignedIn> {
  const here = networkOf(browser.address);
  const userId = await userIdOf(input.email);
  const known = userId === null ? null : await findKnownBrowser(browser.headers, userId);
  const gates = known ? knownGates(known) : strangersGates(input.email, here);
  const takeBack = await takeAttempt(...gates.ask);
  const lane = known ? { name: `browser ${known}`, known: true } : { name: here, known: false };
  const opened = await checkPassword(lane, browser, input).catch(async (err: unknown) => {
    // The queue was full, or the database away: nothing was tried. Or it was right, and of somebody who is disabled.
    if (!isAPIError(err) || !isWrong(err.body?.code)) await takeBack();
    else if (userId !== null)
      await noteFailedSignIn(ctx, { userId, step: "password", address: browser.address });
    if (isAPIError(err)) refuseFor(err.body?.code);
    throw err;
  });
  await forgetAttempts(...gates.forget);
  if (gates.giveBack.length > 0) await takeBack(...gates.giveBack);
  const { response, headers } = opened;
  if ("twoFactorRedirect" in response) return { step: "second-factor", cookies: headers };
  return finishSignIn(ctx, browser, { response, headers }, "password");
}

interface Gates {
  ask: Gate[];
  /** What success forgets. */
  forget: Gate[];
  /** Where success counts for nothing: whoever else tries there does not wait for it. */
  giveBack: Gate[];
}

// Its success forgives nothing that was tried elsewhere.
function knownGates(browserId: string): Gates {
  const own: Gate = { attempt: "sign-in-known", subject: browserId };
  return { ask: [own], forget: [own], giveBack: [] };
}

function strangersGates(email: string, here: string): Gates {
  const both: Gate = { attempt: "sign-in", subject: email, from: here };
  const account: Gate = { attempt: "sign-in-account", subject: email };
  const address: Gate = { attempt: "sign-in-address", subject: here };
  // One's own success must not forgive what was tried on other accounts from the same address.
  return { ask: [both, account, address], forget: [both, account], giveBack: [address] };
}

async function userIdOf(email: string): Promise<string | null> {
  const person = await prisma().user.findUnique({ where: { email }, select: { id: true } });
  return person?.id ?? null;
}

function checkPassword(lane: PasswordLane, { headers }: Browser, { email, password }: SignIn) {
  const body = { username: email, password };
  return inPasswordLane(lane, () => auth().api.signInUsername({ body, headers, returnHeaders: true }));
}

function isWrong(code: string | undefined): boolean {
  return code === "INVALID_USERNAME_OR_PASSWORD" || code === "PASSWORD_TOO_LONG";
}

function refuseFor(code: string | undefined): void {
  if (code === "ACCOUNT_DISABLED") {
    refuseField("email", "not_allowed", "This account is disabled. Ask an owner of this deployment.");
  }
  if (isWrong(code)) {
    refuseField("password", "invalid_value", "The e-mail address or the password is wrong.");
  }
}
