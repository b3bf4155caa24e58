import { prisma } from "@/lib/db/prisma";
import type { PrismaTransaction } from "@/lib/db/sql";
import { refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

/** How such a mandate can stand, in the original's words. */
export const DEBICHECK_STATUSES = [
  "pending",
  "submitted",
  "processing",
  "active",
  "rejected",
  "suspended",
  "cancelled",
  "no_response",
] as const;
export type DebicheckStatus = (typeof DEBICHECK_STATUSES)[number];

/** `external`: the caller says what becomes of it. Else the bank is asked. */
export const PROVIDER_TYPES = ["nedbank", "external"] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

export const AUTHENTICATION_TYPES = ["REAL TIME", "BATCH", "PREAUTH"] as const;
export type AuthenticationType = (typeof AUTHENTICATION_TYPES)[number];

const FINAL: readonly DebicheckStatus[] = ["rejected", "cancelled", "no_response"];

/** Where a mandate may go from where it is. */
const STEPS: Record<DebicheckStatus, readonly DebicheckStatus[]> = {
  pending: ["submitted", "processing", "active", ...FINAL],
  submitted: ["processing", "active", ...FINAL],
  processing: ["active", ...FINAL],
  active: ["suspended", "cancelled"],
  suspended: ["active", "cancelled"],
  rejected: [],
  cancelled: [],
  no_response: [],
};

export function mayStep(from: DebicheckStatus, to: DebicheckStatus): boolean {
  return from === to || STEPS[from].includes(to);
}

export const isFinalDebicheck = (status: DebicheckStatus) => FINAL.includes(status);

/** An agreement that the payer's own bank asks the payer for, with the policy it was asked for. */
export type DebicheckMandate = NonNullable<Awaited<ReturnType<typeof findDebicheck>>>;

/** Whoever calls has seen to it that the actor may see it. */
export async function findDebicheck(id: string, on?: PrismaTransaction) {
  const found = await (on?.db ?? prisma()).debicheckMandate.findUnique({
    where: { mandateId: id },
    include: { mandate: { include: { policy: true } } },
  });
  return (
    found && { ...found, status: debicheckStatusOf(found.status as DebicheckStatus, found.mandate.state) }
  );
}

// An agreement may end without a word of the bank's: another took its place, or a person ended it.
export function debicheckStatusOf(kept: DebicheckStatus, state: string): DebicheckStatus {
  if (state === "active") return "active";
  return state === "ended" && !isFinalDebicheck(kept) ? "cancelled" : kept;
}

/** One DebiCheck mandate. Refuses with `not_found`. */
export async function getDebicheckMandate({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<DebicheckMandate> {
  authorize(ctx, "policies:read");
  const found = await findDebicheck(id);
  if (!found) throw new Refused({ code: "not_found", object: "DebiCheck mandate", id });
  refuseOtherMerchant(ctx, found.mandate.merchantId, "DebiCheck mandate", id);
  return found;
}
