import type { PrismaTransaction } from "@/lib/db/sql";
import { query } from "@/lib/db/sql";
import { INSERT_FAILED_SIGN_IN } from "@/lib/generated/sql/auth/insert-failed-sign-in";
import { newId } from "@/lib/ids";
import type { BeforeSignIn } from "./accept-invitation";
import { networkOf } from "./network";

/** How long wrong attempts are kept to be told of. */
export const FAILED_SIGN_INS_KEPT_DAYS = 90;

export type SignInStep = "password" | "second_factor";

/** What a person is told of wrong attempts to sign in as them. */
export interface FailedSignIns {
  attempts: number;
  /** Addresses they came from; IPv6 ones by their /64 network. */
  networks: number;
}

/** Keeps a wrong attempt for the person to be told of. */
export async function noteFailedSignIn(
  ctx: BeforeSignIn,
  { userId, step, address }: { userId: string; step: SignInStep; address: string },
): Promise<void> {
  const network = networkOf(address);
  await query(INSERT_FAILED_SIGN_IN, { id: newId(), userId, step, network, now: ctx.now });
}

/** The wrong attempts since a person last signed in. Ask before the sign-in is audited. */
export async function failedSinceLastSignIn(tx: PrismaTransaction, userId: string): Promise<FailedSignIns> {
  const last = await tx.db.auditEntry.findFirst({
    where: { actorType: "user", actorId: userId, action: "user.signed_in" },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    select: { occurredAt: true },
  });
  const failed = await tx.db.failedSignIn.groupBy({
    by: ["network"],
    where: { userId, ...(last && { occurredAt: { gt: last.occurredAt } }) },
    _count: true,
  });
  return {
    attempts: failed.reduce((sum, { _count }) => sum + _count, 0),
    networks: failed.length,
  };
}
