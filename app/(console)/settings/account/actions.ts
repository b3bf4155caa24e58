"use server";

import { headers } from "next/headers";
import { encode } from "uqr";
import { z } from "zod";
import { passCookies } from "@/app/(auth)/cookies";
import { runAction } from "@/app/action";
import { revalidated } from "@/app/revalidated";
import type { ActionResult } from "@/components/forms/action-result";
import { changePassword } from "@/lib/auth/account/change-password";
import { dismissFailedSignIns } from "@/lib/auth/account/failed-sign-ins";
import { rename } from "@/lib/auth/account/rename";
import {
  ChangePassword,
  ConfirmPassword,
  ConfirmTwoFactor,
  EndSession,
  Rename,
} from "@/lib/auth/account/schemas";
import { endSession } from "@/lib/auth/account/sessions";
import { beginTwoFactor, confirmTwoFactor, renewBackupCodes } from "@/lib/auth/account/set-up-two-factor";
import { turnOffTwoFactor } from "@/lib/auth/account/turn-off-two-factor";

type Done = Promise<ActionResult<unknown>>;

/** What is shown once: the app's secret as a QR code (rows of dark modules) and as text, and the backup codes. */
export interface Draft {
  qr: boolean[][];
  secret: string;
  backupCodes: string[];
}

export async function renameAction(form: z.input<typeof Rename>): Done {
  // The name stands above every page.
  return revalidated(await runAction(Rename, form, rename), "/", "layout");
}

export async function changePasswordAction(form: z.input<typeof ChangePassword>): Done {
  return runAction(ChangePassword, form, changePassword);
}

export async function endSessionAction(form: z.input<typeof EndSession>): Done {
  return runAction(EndSession, form, endSession);
}

export async function beginTwoFactorAction(
  form: z.input<typeof ConfirmPassword>,
): Promise<ActionResult<Draft>> {
  return runAction(ConfirmPassword, form, async (call) => {
    const { uri, backupCodes } = await beginTwoFactor({ ...call, headers: await headers() });
    const secret = new URL(uri).searchParams.get("secret") ?? "";
    return { qr: encode(uri, { border: 2 }).data, secret, backupCodes };
  });
}

export async function confirmTwoFactorAction(form: z.input<typeof ConfirmTwoFactor>): Done {
  return runAction(ConfirmTwoFactor, form, async (call) =>
    passCookies(await confirmTwoFactor({ ...call, headers: await headers() })),
  );
}

export async function renewBackupCodesAction(
  form: z.input<typeof ConfirmPassword>,
): Promise<ActionResult<string[]>> {
  return runAction(ConfirmPassword, form, async (call) =>
    renewBackupCodes({ ...call, headers: await headers() }),
  );
}

export async function turnOffTwoFactorAction(form: z.input<typeof ConfirmPassword>): Done {
  return runAction(ConfirmPassword, form, turnOffTwoFactor);
}

export async function dismissFailedSignInsAction(): Done {
  // They are told of above every page.
  return revalidated(await runAction(z.undefined(), undefined, dismissFailedSignIns), "/", "layout");
}
