import { PROVIDERS } from "@/lib/connectors/all-providers";
import { PAYMENT_INVARIANTS } from "@/lib/payments/invariants";
import { POLICY_INVARIANTS } from "@/lib/policies/invariants";
import { REFERRAL_INVARIANTS } from "@/lib/referrals/invariants";
import { WEBHOOK_INVARIANTS } from "@/lib/webhooks/invariants";

/** A row that must not exist, and the guarantee it breaks. */
export interface Violation {
  invariant: string;
  id: string;
}

/**
 * What must hold at every moment between two transactions. The queries read whole tables: for the end of a test run
 * and for an administrator's peace of mind, never for a request.
 */
export async function findViolations(): Promise<Violation[]> {
  const found: Violation[] = [];
  const all = [
    ...PROVIDERS.map(({ invariants = {} }) => invariants),
    ...[PAYMENT_INVARIANTS, REFERRAL_INVARIANTS, POLICY_INVARIANTS, WEBHOOK_INVARIANTS],
  ];
  for (const [invariant, findBroken] of all.flatMap((each) => Object.entries(each))) {
    for (const { id } of await findBroken()) found.push({ invariant, id: id ?? "" });
  }
  return found;
}
