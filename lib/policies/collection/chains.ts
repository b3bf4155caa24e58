import { type Queryable, run, statement } from "@/lib/db/sql";
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
}

/** The chains that payments belong to, by payment id: any attempt names its chain. */
export async function chainsOf(paymentIds: readonly string[], on?: Queryable): Promise<Map<string, Chain>> {
  if (paymentIds.length === 0) return new Map();
  const chains = await run<Chain>(CHAINS, [[...new Set(paymentIds)]], on);
  return new Map(chains.flatMap((chain) => Object.keys(chain.statuses).map((id) => [id, chain])));
}

/** Locks the originals of these payments, in the order of their ids: what follows from one is decided once. */
export async function lockOriginals(tx: Queryable, paymentIds: readonly string[]): Promise<void> {
  if (paymentIds.length > 0) await run(LOCK, [[...new Set(paymentIds)]], tx);
}

const CHAINS = statement(`
  SELECT o.payment_id AS "originalId", o.policy_id AS "policyId", o.amount_minor AS "amountMinor", q.description,
    o.payment_type AS "paymentType", jsonb_object_agg(p.id, p.status) AS statuses,
    (count(*) FILTER (WHERE y.retry_of IS NOT NULL))::int AS retries, bool_or(y.live) AS live
  FROM (SELECT DISTINCT original_id FROM policy_payment WHERE payment_id = ANY ($1::uuid[])) named
  JOIN policy_payment o ON o.payment_id = named.original_id
  JOIN payment q ON q.id = o.payment_id
  JOIN policy_payment y ON y.original_id = named.original_id
  JOIN payment p ON p.id = y.payment_id
  GROUP BY o.payment_id, q.description`);

const LOCK = statement(`
  SELECT p.id FROM payment p
  WHERE p.id IN (SELECT original_id FROM policy_payment WHERE payment_id = ANY ($1::uuid[]))
  ORDER BY p.id FOR UPDATE`);
