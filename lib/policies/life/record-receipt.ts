import { recordAudit } from "@/lib/audit/record";
import { transaction } from "@/lib/db/sql";
import type { Policy } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** Writes into the audit log that a policyholder has received the policy, and how that is known. */
export async function recordReceipt({
  ctx,
  input: { policy, version, details },
}: {
  ctx: Ctx;
  input: { policy: Policy; version: number; details: Record<string, unknown> };
}): Promise<void> {
  authorize(ctx, "policies:manage");
  const { id: objectId, merchantId, policyNumber } = policy;
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "policy.received",
      objectType: "policy",
      objectId,
      merchantId,
      data: { policyNumber, version, details },
    }),
  );
}
