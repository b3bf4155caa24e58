import { isAPIError } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";
import { Refused, refuseField } from "@/lib/verb/problem";
import type { BeforeSignIn } from "./accept-invitation";
import { takeAppCode } from "./app-code";
import { auth, TWO_FACTOR_LOCK_SECONDS } from "./better-auth";
import { recordSignIn } from "./record-sign-in";
import type { SecondFactor } from "./schemas";
import type { Browser, SignedIn } from "./sign-in";

/**
 * The second step of signing in: a code of the authenticator app, or one of the backup codes, each good once. Refuses
 * `unauthenticated` when the first step is too long ago, and `rate_limited` after too many wrong codes.
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
  const userId = await whoPassedTheFirstStep(browser.headers);
  if (userId === null) throw new Refused({ code: "unauthenticated" });
  const fromApp = /^\d+$/.test(input.code);
  const { response, headers } = await checkCode(browser, userId, input, fromApp);
  await recordSignIn(ctx, response.user.id, fromApp ? "authenticator_app" : "backup_code");
  return { step: "done", cookies: headers };
}

async function checkCode({ headers }: Browser, userId: string, { code }: SecondFactor, fromApp: boolean) {
  const api = auth().api;
  const request = { headers, returnHeaders: true as const };
  try {
    if (!fromApp) return await api.verifyBackupCode({ ...request, body: { code } });
    return await api.verifyTOTP({ ...request, body: { code: await takeAppCode(userId, code) } });
  } catch (err) {
    if (isAPIError(err)) await refuseFor(err.body?.code, err.statusCode, userId);
    throw err;
  }
}

const CONFLICT = 409;

async function refuseFor(code: string | undefined, status: number, userId: string): Promise<void> {
  // Of two backup codes at the same moment the library takes one, and says so of the other without a code.
  if (status === CONFLICT) throw new Refused({ code: "unauthenticated" });
  switch (code) {
    case "INVALID_CODE":
      return refuseField(
        "code",
        "invalid_value",
        "That code is not right, or was used already. Enter the one shown next.",
      );
    case "INVALID_BACKUP_CODE":
      return refuseField("code", "invalid_value", "That backup code is not right, or was used already.");
    case "ACCOUNT_TEMPORARILY_LOCKED":
      throw new Refused({ code: "rate_limited", retryAfterSeconds: await secondsLocked(userId) });
    case "ACCOUNT_DISABLED":
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
    case "TOTP_NOT_ENABLED":
    case "BACKUP_CODES_NOT_ENABLED":
      throw new Refused({ code: "unauthenticated" });
  }
}

/** Whose first step the browser's cookie leads to, or null. The library judges its signature and its age. */
async function whoPassedTheFirstStep(headers: Headers): Promise<string | null> {
  const cookie = /counterfoil\.two_factor=([^.;]+)/.exec(headers.get("cookie") ?? "");
  const challenge = await prisma().verification.findFirst({
    where: { identifier: decodeURIComponent(cookie?.[1] ?? "") },
    select: { value: true },
  });
  return challenge?.value ?? null;
}

// The library says that an account is locked, but not for how long.
async function secondsLocked(userId: string): Promise<number> {
  const account = await prisma().twoFactor.findUnique({ where: { userId } });
  if (!account?.lockedUntil) return TWO_FACTOR_LOCK_SECONDS;
  return Math.max(1, Math.ceil((account.lockedUntil.getTime() - Date.now()) / 1_000));
}
