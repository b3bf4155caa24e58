import { query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/policies/ledger/count";
import { LIST } from "@/lib/generated/sql/policies/ledger/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { getPolicy } from "./manage-policies";

/** One movement of money on a policy, or one credit. Signed, in minor units: what came in is positive. */
export interface LedgerEntry {
  /** Of the payment by which it moved, or of the coupon that was credited. */
  paymentId: string | null;
  couponId: string | null;
  /** Of the adjustment by which it moved: with the payment it names the entry. */
  sequence: number;
  createdAt: Date;
  currency: string;
  description: string | null;
  amountMinor: bigint;
  /** False where what had been paid was returned. */
  paid: boolean;
  balanceMinor: bigint;
}

/** What moved on a policy, newest first, each with what had come in by then, less what had gone out. */
export async function listLedger({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { policyId: string; limit: number; offset: number };
}): Promise<{ entries: LedgerEntry[]; total: number }> {
  authorize(ctx, "payments:read");
  const { id: policyId } = await getPolicy({ ctx, input: { id: input.policyId } });
  const [entries, counted] = await Promise.all([
    query(LIST, { policyId, limit: input.limit, offset: input.offset }),
    query(COUNT, { policyId }),
  ]);
  return {
    entries: entries.map(({ amountMinor, balanceMinor, ...entry }) => {
      return { ...entry, amountMinor: BigInt(amountMinor), balanceMinor: BigInt(balanceMinor) };
    }),
    total: Number(counted[0]?.total ?? 0),
  };
}
