import { isAPIError } from "better-auth/api";
import { refuseField } from "@/lib/verb/problem";
import type { BeforeSignIn } from "./accept-invitation";
import { auth } from "./better-auth";
import { networkOf } from "./network";
import { inPasswordLane, type PasswordLane } from "./password-queue";
import { recordSignIn } from "./record-sign-in";
import type { SignIn } from "./schemas";
import { forgetAttempts, giveBackAttempt, takeAttempt } from "./throttle";

/** What the browser is told next. `cookies` are Set-Cookie lines. */
export interface SignedIn {
  step: "done" | "second-factor";
  cookies: Headers;
}

/** The browser that asks: its cookies and name, and the address it asks from. */
export interface Browser {
  headers: Headers;
  address: string;
}

/**
 * Signs a person in with e-mail and password. Refuses a wrong one in the same words and time whether or not there is such
 * a person, and `rate_limited` with the seconds to wait after too many.
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
  await takeAttempt("sign-in-address", here);
  await takeAttempt("sign-in-account", input.email);
  await takeAttempt("sign-in", `${input.email} ${here}`);
  const { response, headers } = await checkPassword({ name: here, known: false }, browser, input);
  await Promise.all([
    // One's own success must not forgive what was tried on other accounts from the same address.
    giveBackAttempt("sign-in-address", here),
    forgetAttempts("sign-in-account", input.email),
    forgetAttempts("sign-in", `${input.email} ${here}`),
  ]);
  if ("twoFactorRedirect" in response) return { step: "second-factor", cookies: headers };
  await recordSignIn(ctx, response.user.id, "password");
  return { step: "done", cookies: headers };
}

async function checkPassword(lane: PasswordLane, { headers }: Browser, { email, password }: SignIn) {
  try {
    const body = { username: email, password };
    return await inPasswordLane(lane, () =>
      auth().api.signInUsername({ body, headers, returnHeaders: true }),
    );
  } catch (err) {
    if (isAPIError(err)) refuseFor(err.body?.code);
    throw err;
  }
}

function refuseFor(code: string | undefined): void {
  if (code === "ACCOUNT_DISABLED") {
    refuseField("email", "not_allowed", "This account is disabled. Ask an owner of this deployment.");
  }
  if (code === "INVALID_USERNAME_OR_PASSWORD" || code === "PASSWORD_TOO_LONG") {
    refuseField("password", "invalid_value", "The e-mail address or the password is wrong.");
  }
}
