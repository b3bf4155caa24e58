import { query } from "@/lib/db/sql";
import { BY_HOLDERS } from "@/lib/generated/sql/policies/policy/by-holders";
import { BY_METHODS } from "@/lib/generated/sql/policies/policy/by-methods";
import { SHOWN_BY_IDS } from "@/lib/generated/sql/policies/policy/shown-by-ids";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { refuseOtherMerchant } from "./acting-merchant";
import { nextBillingDate } from "./collection/next-billing-date";
import type { Policy } from "./policy";

/** A policy with what is worked out when it is shown. */
export interface ShownPolicy extends Policy {
  /** What the policyholder has to their credit; below zero, what they owe. */
  balanceMinor: bigint;
  /** The day it is billed next, as midnight in UTC; null where it is not billed again. */
  nextBillingDate: Date | null;
}

/** What a statement with the balance's column read. */
type Row<P extends Policy> = P & { balanceMinor: string };

/** A policy as it is shown at a moment of its merchant's time. */
export function asShown<P extends Policy>({ now }: Pick<Ctx, "now">, row: Row<P>) {
  return { ...row, balanceMinor: BigInt(row.balanceMinor), nextBillingDate: nextBillingDate(row, now) };
}

/** One policy as it is shown; `not_found` also for another merchant's. */
export async function getShownPolicy({
  ctx,
  input: { id: text },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<ShownPolicy> {
  authorize(ctx, "policies:read");
  const id = readAnyId(text);
  const found = id ? (await shownPoliciesById(ctx, [id])).get(id) : undefined;
  if (!found) throw new Refused({ code: "not_found", object: "Policy", id: text });
  refuseOtherMerchant(ctx, found.merchantId, "Policy", text);
  return found;
}

/** Policies by id, as they are shown. */
export async function shownPoliciesById(
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShownPolicy>> {
  const rows = await query(SHOWN_BY_IDS, { ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, asShown(ctx, row)]));
}

/** The policies paid by these methods, by method. */
export async function policiesByMethod(ctx: Ctx, methodIds: readonly string[]) {
  return grouped(ctx, await query(BY_METHODS, { methodIds }), ({ paymentMethodId }) => paymentMethodId ?? "");
}

/** The policies of these policyholders, by policyholder, newest first. */
export async function policiesByHolder(ctx: Ctx, policyholderIds: readonly string[]) {
  return grouped(ctx, await query(BY_HOLDERS, { policyholderIds }), ({ policyholderId }) => policyholderId);
}

function grouped(ctx: Ctx, rows: readonly Row<Policy>[], keyOf: (policy: Policy) => string) {
  const groups = new Map<string, ShownPolicy[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), asShown(ctx, row)]);
  return groups;
}
