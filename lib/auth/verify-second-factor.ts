import { isAPIError } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";
import { Refused, refuseField } from "@/lib/verb/problem";
import type { BeforeSignIn } from "./accept-invitation";
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
  const fromApp = /^\d+$/.test(input.code);
  const { response, headers } = await checkCode(browser, input, fromApp);
  await recordSignIn(ctx, response.user.id, fromApp ? "authenticator_app" : "backup_code");
  return { step: "done", cookies: headers };
}

async function checkCode({ headers }: Browser, { code }: SecondFactor, fromApp: boolean) {
  const request = { body: { code }, headers, returnHeaders: true as const };
  try {
    return await (fromApp ? auth().api.verifyTOTP(request) : auth().api.verifyBackupCode(request));
  } catch (err) {
    if (isAPIError(err)) await refuseFor(err.body?.code, headers);
    throw err;
  }
}

async function refuseFor(code: string | undefined, headers: Headers): Promise<void> {
  switch (code) {
    case "INVALID_CODE":
      return refuseField(
        "code",
        "invalid_value",
        "That code is not right, or no longer. Enter the one shown now.",
      );
    case "INVALID_BACKUP_CODE":
      return refuseField("code", "invalid_value", "That backup code is not right, or was used already.");
    case "ACCOUNT_TEMPORARILY_LOCKED":
      throw new Refused({ code: "rate_limited", retryAfterSeconds: await secondsLocked(headers) });
    case "ACCOUNT_DISABLED":
    case "INVALID_TWO_FACTOR_COOKIE":
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
    case "TOTP_NOT_ENABLED":
      throw new Refused({ code: "unauthenticated" });
  }
}

// The library says that an account is locked, but not for how long: the challenge in the cookie leads to the account.
async function secondsLocked(headers: Headers): Promise<number> {
  const cookie = /counterfoil\.two_factor=([^.;]+)/.exec(headers.get("cookie") ?? "");
  const challenge = await prisma().verification.findFirst({
    where: { identifier: decodeURIComponent(cookie?.[1] ?? "") },
    select: { value: true },
  });
  const userId = challenge?.value;
  const account = userId ? await prisma().twoFactor.findUnique({ where: { userId } }) : null;
  if (!account?.lockedUntil) return TWO_FACTOR_LOCK_SECONDS;
  return Math.max(1, Math.ceil((account.lockedUntil.getTime() - Date.now()) / 1_000));
}
