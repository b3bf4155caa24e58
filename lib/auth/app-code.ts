import { createOTP } from "@better-auth/utils/otp";
import { symmetricDecrypt } from "better-auth/crypto";
import { prisma } from "@/lib/db/prisma";
import { auth } from "./better-auth";

/** How long an authenticator app shows one code: a step. */
export const APP_CODE_STEP_SECONDS = 30;

/** How many steps a phone's clock may be behind or ahead. */
export const APP_CODE_STEPS_AROUND = 1;

// No app shows it: the library that judges it counts it as a wrong code.
const NO_CODE = "used";

/**
 * The code of an app for the library to judge, once: the step it belongs to is kept, and neither that nor an earlier one
 * is taken again. What was used, or is wrong, comes back as a code that is wrong for certain, so that it is counted.
 */
export async function takeAppCode(userId: string, code: string): Promise<string> {
  const app = await appOf(userId);
  if (!app) return NO_CODE;
  const step = await stepOf(await opened(app), code);
  if (step === null) return NO_CODE;
  // One statement: of two that bring the same code at the same moment, one finds the step taken.
  const { count } = await prisma().twoFactor.updateMany({
    where: { userId, secret: app.secret, OR: [{ acceptedStep: null }, { acceptedStep: { lt: step } }] },
    data: { acceptedStep: step },
  });
  return count > 0 ? code : NO_CODE;
}

function appOf(userId: string) {
  return prisma().twoFactor.findUnique({ where: { userId }, select: { secret: true } });
}

async function opened({ secret }: { secret: string }): Promise<string> {
  const { secretConfig } = await auth().$context;
  return symmetricDecrypt({ key: secretConfig, data: secret });
}

// The library spells a key as a part of an address: whose it is said to be is of no matter here.
const ISSUER = "Counterfoil";

/** Whether a person's newest authenticator app has this key, as it is shown to be typed into one. */
export async function isNewestApp(userId: string, shown: string): Promise<boolean> {
  const app = await appOf(userId);
  if (!app) return false;
  return new URL(createOTP(await opened(app)).url(ISSUER, userId)).searchParams.get("secret") === shown;
}

async function stepOf(secret: string, code: string): Promise<bigint | null> {
  const now = Math.floor(Date.now() / 1_000 / APP_CODE_STEP_SECONDS);
  const otp = createOTP(secret);
  for (let step = now + APP_CODE_STEPS_AROUND; step >= now - APP_CODE_STEPS_AROUND; step--) {
    if ((await otp.hotp(step)) === code) return BigInt(step);
  }
  return null;
}
