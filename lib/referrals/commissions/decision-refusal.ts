import { type CommissionState, commissionMayBecome } from "@/lib/referrals/referrals/states";
import type { Commission } from "./commission";

/** Why a commission cannot be decided so, in a sentence for people, or null. */
export function decisionRefusal(
  commission: (Pick<Commission, "state" | "kind"> & { netted?: boolean }) | undefined,
  to: Extract<CommissionState, "approved" | "rejected">,
): string | null {
  if (!commission) return "There is no such commission.";
  if (commission.kind === "clawback")
    return "A clawback follows from what became of its payment and cannot be decided.";
  if (commission.state === "paid") return "It has been paid out and is locked.";
  if (to === "rejected" && commission.netted)
    return "It was paid out once, and follows what becomes of its payment: refund that instead.";
  if (commissionMayBecome(commission.state, to)) return null;
  return `It is ${commission.state}.`;
}
