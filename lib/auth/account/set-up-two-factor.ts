import { isAPIError } from "better-auth/api";
import { recordAudit } from "@/lib/audit/record";
import { type PrismaTransaction, prismaTransaction, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { Refused, refuseField } from "@/lib/verb/problem";
import { isNewestApp, takeAppCode } from "../app-code";
import { auth } from "../better-auth";
import type { Operator } from "../session";
import { confirmPassword, ownUserId } from "./own-account";
import type { ConfirmPassword, ConfirmTwoFactor } from "./schemas";

/** What an app reads as a QR code, and codes for the day the phone is lost: both are shown once. */
export interface TwoFactorDraft {
  uri: string;
  backupCodes: string[];
}

/** Begins to set up an authenticator app. Nothing changes at sign-in until a code of it was confirmed. */
export async function beginTwoFactor({
  ctx,
  headers,
  input,
}: {
  ctx: Ctx;
  headers: Headers;
  input: ConfirmPassword;
}): Promise<TwoFactorDraft> {
  await confirmPassword(ctx, input.currentPassword);
  const body = { password: input.currentPassword, method: "totp" as const };
  const begun = await auth().api.enableTwoFactor({ body, headers }).catch(refuseFor);
  if (begun.method !== "totp")
    throw new Error("An authenticator app was asked for, and something else begun.");
  return { uri: begun.totpURI, backupCodes: begun.backupCodes };
}

/**
 * Switches the app on with a code it shows. Gives the cookies of the session that takes this one's place. Refuses with
 * `conflict` an app that another has taken the place of: the backup codes that were shown with it are none.
 */
export async function confirmTwoFactor({
  ctx,
  headers,
  input,
}: {
  ctx: Ctx & { actor: Operator };
  headers: Headers;
  input: ConfirmTwoFactor;
}): Promise<Headers> {
  const userId = ownUserId(ctx);
  if (!(await isNewestApp(userId, input.secret)))
    throw new Refused({
      code: "conflict",
      message: "Another key was made since this one, in another tab perhaps. Close this and begin again.",
    });
  const code = await takeAppCode(userId, input.code);
  const confirmed = await auth()
    .api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
    .catch(refuseFor);
  await prismaTransaction(async (tx) => {
    await moveKnownBrowser(tx, userId, ctx.actor.sessionId);
    await recordAudit(tx, ctx, { action: "user.two_factor_enabled", objectType: "user", objectId: userId });
  });
  return confirmed.headers;
}

/** The library has opened another session in place of this one, in the same browser. */
async function moveKnownBrowser({ db }: PrismaTransaction, userId: string, sessionId: string): Promise<void> {
  const newest = await db.session.findFirst({
    where: { userId, id: { not: sessionId } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  if (newest)
    await db.knownBrowser.updateMany({ where: { userId, sessionId }, data: { sessionId: newest.id } });
}

/** Makes new backup codes; the earlier ones stop working. */
export async function renewBackupCodes({
  ctx,
  headers,
  input,
}: {
  ctx: Ctx;
  headers: Headers;
  input: ConfirmPassword;
}): Promise<string[]> {
  await confirmPassword(ctx, input.currentPassword);
  const body = { password: input.currentPassword };
  const { backupCodes } = await auth().api.generateBackupCodes({ body, headers }).catch(refuseFor);
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "user.backup_codes_renewed",
      objectType: "user",
      objectId: ownUserId(ctx),
    }),
  );
  return backupCodes;
}

function refuseFor(err: unknown): never {
  if (!isAPIError(err)) throw err;
  switch (err.body?.code) {
    case "INVALID_CODE":
      return refuseField(
        "code",
        "invalid_value",
        "That code is not right, or was used already. Enter the one shown next.",
      );
    case "TOTP_ALREADY_ENABLED":
      throw new Refused({ code: "conflict", message: "Two-factor is on already." });
    case "TOTP_NOT_ENABLED":
    case "TWO_FACTOR_NOT_ENABLED":
      throw new Refused({ code: "conflict", message: "Two-factor is not set up. Begin again." });
    default:
      throw err;
  }
}
