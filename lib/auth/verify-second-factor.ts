import { isAPIError } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";
import { decodedPart } from "@/lib/text/decoded-part";
import { textFault } from "@/lib/text/text-fault";
import { Refused, refuseField } from "@/lib/verb/problem";
import type { BeforeSignIn } from "./accept-invitation";
import { takeAppCode } from "./app-code";
import { auth } from "./better-auth";
import { noteFailedSignIn } from "./failed-sign-ins";
import { finishSignIn } from "./finish-sign-in";
import { findKnownBrowser } from "./known-browser";
import type { SecondFactor } from "./schemas";
import type { Browser, SignedIn } from "./sign-in";
import { forgetAttempts, type Gate, takeAttempt } from "./throttle";

/**
 * The second step of signing in: a code of the authenticator app, or one of the backup codes, each good once. Refuses
 * `unauthenticated` when the first step is too long ago, and `rate_limited` after too many wrong codes. As with
 * the password, a browser that has signed in before is counted by itself.
 */
export async function verifySecondFactor({
  ctx,
  browser,
  input,
}: {
  ctx: BeforeSignIn;
  browser: Browser;
  input: SecondFactor;
}): Promise<SignedIn> {
  const cookie = firstStepCookie(browser.headers);
  const userId = cookie && (await whoPassedTheFirstStep(cookie));
  if (!userId) throw new Refused({ code: "unauthenticated" });
  const known = await findKnownBrowser(browser.headers, userId);
  const gate: Gate = known
    ? { attempt: "second-factor-known", subject: known }
    : { attempt: "second-factor", subject: userId };
  const takeBack = await takeAttempt(gate);
  const fromApp = /^\d+$/.test(input.code);
  const opened = await checkCode(cookie, userId, input, fromApp).catch(async (err: unknown) => {
    if (!isAPIError(err) || !isWrong(err.body?.code)) await takeBack();
    else await noteFailedSignIn(ctx, { userId, step: "second_factor", address: browser.address });
    if (isAPIError(err)) refuseFor(err.body?.code, err.statusCode);
    throw err;
  });
  await forgetAttempts(gate);
  return finishSignIn(ctx, browser, opened, fromApp ? "authenticator_app" : "backup_code");
}

/**
 * Asks the library with the cookie of the first step and no other: with a session it would judge the code by whoever that
 * is of, and what is counted here is counted on the one who passed the first step.
 */
async function checkCode(cookie: string, userId: string, { code }: SecondFactor, fromApp: boolean) {
  const { api } = auth();
  const request = { headers: new Headers({ cookie }), returnHeaders: true as const };
  if (fromApp) return api.verifyTOTP({ ...request, body: { code: await takeAppCode(userId, code) } });
  const { response, headers: cookies } = await api.verifyBackupCode({ ...request, body: { code } });
  if (response.user.id !== userId) throw new Error("a code was judged by somebody else's second factor");
  // It has a session to tell of: only who asks for none is given none.
  return { response: { ...response, token: response.token ?? "" }, headers: cookies };
}

function isWrong(code: string | undefined): boolean {
  return code === "INVALID_CODE" || code === "INVALID_BACKUP_CODE";
}

const CONFLICT = 409;

function refuseFor(code: string | undefined, status: number): void {
  // Of two backup codes at the same moment the library takes one, and says so of the other without a code.
  if (status === CONFLICT) throw new Refused({ code: "unauthenticated" });
  switch (code) {
    case "INVALID_CODE":
      refuseField(
        "code",
        "invalid_value",
        "That code is not right, or was used already. Enter the one shown next.",
      );
      break;
    case "INVALID_BACKUP_CODE":
      refuseField("code", "invalid_value", "That backup code is not right, or was used already.");
      break;
    case "ACCOUNT_DISABLED":
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
    case "TOTP_NOT_ENABLED":
    case "BACKUP_CODES_NOT_ENABLED":
      throw new Refused({ code: "unauthenticated" });
  }
}

/** The one cookie of a first step that a browser has; null where it has none, or several, of which one is made up. */
function firstStepCookie(headers: Headers): string | null {
  const cookies = (headers.get("cookie") ?? "").split(";").map((each) => each.trim());
  const [cookie, another] = cookies.filter((each) => FIRST_STEP.test(each));
  return cookie && !another ? cookie : null;
}

// With https its name says so.
const FIRST_STEP = /^(?:__Secure-)?counterfoil\.two_factor=(?=.)/;

/** Whose first step a cookie leads to, or null. The library judges its signature and its age. */
async function whoPassedTheFirstStep(cookie: string): Promise<string | null> {
  const [value = ""] = cookie.replace(FIRST_STEP, "").split(".");
  const identifier = decodedPart(value);
  // Anybody may send any cookie: what the database could not hold was never ours.
  if (!identifier || textFault(identifier)) return null;
  const challenge = await prisma().verification.findFirst({ where: { identifier }, select: { value: true } });
  return challenge?.value ?? null;
}
