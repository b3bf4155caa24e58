import { transaction } from "@/lib/db/sql";
import type { PolicyStatus } from "@/lib/policies/enums";
import { unfit } from "@/lib/policies/field-words";
import { getPolicy } from "@/lib/policies/manage-policies";
import { refuseIssues } from "@/lib/policies/read-body";
import type { ShownPolicy } from "@/lib/policies/shown-policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { changeLocked, lockPolicies } from "./change-policy";

/** How many policies one call ends at most: all of them in one transaction. */
export const POLICIES_PER_CALL_MAX = 500;

/** The steps of a policy's life: from where each leads, and where to. */
export const POLICY_STEPS = {
  activate: { from: ["not_taken_up"], to: "active" },
  reactivate: { from: ["cancelled", "lapsed", "expired"], to: "active" },
  lapse: { from: ["active"], to: "lapsed" },
  cancel: { from: ["active", "lapsed", "not_taken_up"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly PolicyStatus[]; to: PolicyStatus }>;
export type PolicyStep = keyof typeof POLICY_STEPS;

/**
 * Takes one policy a step on in its life. A policy that is there already is answered as it is. What waits to be collected
 * is left alone: whoever ends a policy unschedules what is not to be collected. Refuses with `not_found` or `conflict`.
 */
export async function stepPolicy({
  ctx,
  input: { id, step, reason },
}: {
  ctx: Ctx;
  input: { id: string; step: PolicyStep; reason?: string | undefined };
}): Promise<ShownPolicy> {
  authorize(ctx, "policies:manage");
  const policy = await getPolicy({ ctx, input: { id } });
  return transaction(async (tx) => {
    const locked = (await lockPolicies(tx, ctx, [policy.id])).get(policy.id);
    if (!locked) throw new Refused({ code: "not_found", object: "Policy", id });
    const why = whyNot(locked.status, step);
    if (why) throw new Refused({ code: "conflict", message: why });
    return changeLocked(tx, ctx, locked, { status: POLICY_STEPS[step].to }, { reason });
  });
}

/** Takes many policies a step on, all or none. Refuses with every item that names no policy or one that cannot go there. */
export async function stepPolicies({
  ctx,
  input: { step, items },
}: {
  ctx: Ctx;
  input: { step: PolicyStep; items: readonly { policy_id: string; reason: string }[] };
}): Promise<void> {
  authorize(ctx, "policies:manage");
  const bound = merchantBound(ctx.actor);
  await transaction(async (tx) => {
    const locked = await lockPolicies(
      tx,
      ctx,
      items.map((item) => item.policy_id),
    );
    const issues = items.flatMap(({ policy_id: id }, index) => {
      const policy = locked.get(id);
      if (!policy || (bound && policy.merchantId !== bound))
        return [unfit(`${index}.policy_id`, "must be the id of one that exists")];
      const why = whyNot(policy.status, step);
      return why ? [unfit(`${index}.policy_id`, `cannot be done: ${why}`)] : [];
    });
    if (issues.length > 0) refuseIssues(issues);
    for (const { policy_id: id, reason } of items) {
      const policy = locked.get(id);
      if (policy)
        locked.set(id, await changeLocked(tx, ctx, policy, { status: POLICY_STEPS[step].to }, { reason }));
    }
  });
}

function whyNot(status: PolicyStatus, step: PolicyStep): string | null {
  const { from, to } = POLICY_STEPS[step];
  if (status === to || from.some((each) => each === status)) return null;
  return `The policy is ${status}. To ${step} it, it must be ${from.join(" or ")}.`;
}
