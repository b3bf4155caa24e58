import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/policies/change-policy/lock";
import { SAVE } from "@/lib/generated/sql/policies/change-policy/save";
import { type Announcement, announce } from "@/lib/outbox/announce";
import type { PolicyStatus } from "@/lib/policies/enums";
import { auditedPolicy, type Policy } from "@/lib/policies/policy";
import { asShown, type ShownPolicy } from "@/lib/policies/shown-policy";
import type { Ctx } from "@/lib/verb/context";
import { given } from "@/lib/verb/given";

/** What of a policy changes; what is left out stays. */
export interface PolicyChange {
  status?: PolicyStatus | undefined;
  billingDay?: number | undefined;
  monthlyPremiumMinor?: bigint | undefined;
  appData?: unknown;
}

/** Why it changes, and as what it stands in the audit log; its event's own name unless said. */
export interface ToldOfPolicy {
  action?: string;
  reason?: string | undefined;
}

/** Locks policies in the order of their ids and reads them as they are now. */
export async function lockPolicies(
  tx: Queryable,
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, ShownPolicy>> {
  const rows = await query(LOCK, { ids: [...new Set(ids)] }, tx);
  return new Map(rows.map((row) => [row.id, asShown(ctx, row)]));
}

/** Writes the change of a policy that is locked, with its audit row and its event; a change of nothing writes nothing. */
export async function changeLocked(
  tx: Queryable,
  ctx: Ctx,
  before: ShownPolicy,
  change: PolicyChange,
  told: ToldOfPolicy = {},
): Promise<ShownPolicy> {
  const { status, billingDay, monthlyPremiumMinor, appData } = before;
  const was = { status, billingDay, monthlyPremiumMinor, appData };
  const after: typeof was = { ...was, ...given(change) };
  if (isDeepStrictEqual(after, was)) return before;
  const [saved] = await query(SAVE, { id: before.id, ...after, now: ctx.now }, tx);
  if (!saved) throw new Error("a policy is not there");
  const event = policyEvent(before, saved, told.reason ?? null);
  const { data, ...entry } = auditedPolicy(told.action ?? event.type, saved);
  const changed = {
    ...(saved.status !== before.status && { previousStatus: before.status }),
    ...(saved.billingDay !== before.billingDay && { billingDay: saved.billingDay }),
    ...(saved.monthlyPremiumMinor !== before.monthlyPremiumMinor && {
      monthlyPremiumMinor: String(saved.monthlyPremiumMinor),
    }),
    ...(told.reason && { reason: told.reason }),
  };
  await recordAudit(tx, ctx, { ...entry, data: { ...data, ...changed } });
  await announce(tx, ctx, [event]);
  return asShown(ctx, saved);
}

function policyEvent(before: Policy, after: Policy, reason: string | null): Announcement {
  const { id, merchantId, policyNumber, policyholderId, status, billingDay } = after;
  const data = { policyNumber, policyholderId, status, previousStatus: before.status, billingDay };
  const type = eventOf(before.status, status);
  return { type, merchantId, paymentId: null, objectId: id, data: { ...data, reason } };
}

function eventOf(from: PolicyStatus, to: PolicyStatus): string {
  if (from === to) return "policy.updated";
  if (to !== "active") return `policy.${to}`;
  return from === "not_taken_up" ? "policy.activated" : "policy.reactivated";
}
