import { z } from "zod";
import type { BeforeSignIn } from "@/lib/auth/accept-invitation";
import { SecondFactor, SignIn } from "@/lib/auth/schemas";
import { type SignedIn, type SignedInPerson, signIn } from "@/lib/auth/sign-in";
import { verifySecondFactor } from "@/lib/auth/verify-second-factor";
import { insideAddress } from "@/lib/http/followed-address";
import { problemOf, Refused } from "@/lib/verb/problem";
import { currentBrowser } from "./browser";
import { passCookies } from "./cookies";

const Next = { next: z.string().optional() };

export const SignInBody = SignIn.extend(Next);
export const SecondFactorForm = SecondFactor.extend(Next);

/** How much a request to sign in over a page may hold. */
export const SIGN_IN_BYTES_MAX = 10_000;

/** What the browser goes on with: the path of the second step, or where the person wanted to go, and who that is. */
export interface Passed {
  path: string;
  /** Null until they are signed in. */
  person: SignedInPerson | null;
}

export async function passPassword({
  ctx,
  input,
}: {
  ctx: BeforeSignIn;
  input: z.output<typeof SignInBody>;
}): Promise<Passed> {
  return pass(await signIn({ ctx, browser: await currentBrowser(), input }), input);
}

export async function passSecondFactor({
  ctx,
  input,
}: {
  ctx: BeforeSignIn;
  input: z.output<typeof SecondFactorForm>;
}): Promise<Passed> {
  const signedIn = await verifySecondFactor({ ctx, browser: await currentBrowser(), input }).catch(
    refuseAsOver,
  );
  return pass(signedIn, input);
}

/** Nobody was signed in whom it could say that they are signed out. */
function refuseAsOver(err: unknown): never {
  if (problemOf(err)?.code !== "unauthenticated") throw err;
  throw new Refused({ code: "conflict", message: FIRST_STEP_OVER });
}

export const FIRST_STEP_OVER =
  "The first step of signing in is over: it holds for ten minutes. Start over with your e-mail address and password.";

async function pass(signedIn: SignedIn, { next: asked }: { next?: string | undefined }): Promise<Passed> {
  await passCookies(signedIn.cookies);
  const next = insideAddress(asked);
  return signedIn.step === "done"
    ? { path: next, person: signedIn.person }
    : { path: `/two-factor?${new URLSearchParams({ next })}`, person: null };
}
