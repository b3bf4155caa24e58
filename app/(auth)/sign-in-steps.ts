import { z } from "zod";
import type { BeforeSignIn } from "@/lib/auth/accept-invitation";
import { SecondFactor, SignIn } from "@/lib/auth/schemas";
import { signIn } from "@/lib/auth/sign-in";
import { verifySecondFactor } from "@/lib/auth/verify-second-factor";
import { insideAddress } from "@/lib/http/followed-address";
import { currentBrowser } from "./browser";
import { passCookies } from "./cookies";

const Next = { next: z.string().optional() };

export const SignInBody = SignIn.extend(Next);
export const SecondFactorForm = SecondFactor.extend(Next);

/** How much a request to sign in over a page may hold. */
export const SIGN_IN_BYTES_MAX = 10_000;

/** Gives the path to go on to: the second step's, or where the person wanted to go. */
export async function passPassword({
  ctx,
  input,
}: {
  ctx: BeforeSignIn;
  input: z.output<typeof SignInBody>;
}): Promise<string> {
  const { step, cookies } = await signIn({ ctx, browser: await currentBrowser(), input });
  await passCookies(cookies);
  const next = insideAddress(input.next);
  return step === "done" ? next : `/two-factor?${new URLSearchParams({ next })}`;
}

/** Gives the path to go on to. */
export async function passSecondFactor({
  ctx,
  input,
}: {
  ctx: BeforeSignIn;
  input: z.output<typeof SecondFactorForm>;
}): Promise<string> {
  const { cookies } = await verifySecondFactor({ ctx, browser: await currentBrowser(), input });
  await passCookies(cookies);
  return insideAddress(input.next);
}
