import { type Queryable, query } from "@/lib/db/sql";
import { CHAINS } from "@/lib/generated/sql/policies/collection/chains/chains";
import { LOCK } from "@/lib/generated/sql/policies/collection/chains/lock";
import type { PaymentStatus } from "@/lib/payments/status";
import type { PolicyPaymentType } from "@/lib/policies/enums";

/** An original payment and what has been tried since. */
export interface Chain {
  originalId: string;
  policyId: string;
  amountMinor: bigint;
  description: string | null;
  paymentType: PolicyPaymentType;
  /** The status of every attempt by payment id, the original's among them. */
  statuses: Record<string, PaymentStatus>;
  /** Retries made so far, cancelled ones counted. */
  retries: number;
  /** One attempt waits, is under way or has succeeded: there must not be another. */
  live: boolean;
  /** An attempt that succeeded was given back by a reversal, or a part of it by its provider: what is owed, a person says. */
  givenBack: boolean;
}

/** The chains that payments belong to, by payment id: any attempt names its chain. */
export async function chainsOf(paymentIds: readonly string[], on?: Queryable): Promise<Map<string, Chain>> {
  if (paymentIds.length === 0) return new Map();
  const chains = await query(CHAINS, { paymentIds: [...new Set(paymentIds)] }, on);
  return new Map(chains.flatMap((chain) => Object.keys(chain.statuses).map((id) => [id, chain])));
}

/** Locks the originals of these payments, in the order of their ids: what follows from one is decided once. */
export async function lockOriginals(tx: Queryable, paymentIds: readonly string[]): Promise<void> {
  if (paymentIds.length > 0) await query(LOCK, { paymentIds: [...new Set(paymentIds)] }, tx);
}
