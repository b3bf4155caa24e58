import { applyFact } from "@/lib/connections/events/apply-fact";
import type { ProviderFact } from "@/lib/connectors/connector";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { type aDebitProvider, LATER } from "@/lib/policies/mandates/testing";

/** A premium that was collected, and what its provider may tell of it. */
export async function collectedAt(
  { collected, connectionId }: ReturnType<typeof aDebitProvider>,
  billing: Record<string, unknown> = {},
) {
  const { insurer, premium, debit } = await collected(billing);
  const about = { chargeReference: debit.reference, currency: debit.currency };
  const tell = (fact: ProviderFact) => applyFact(LATER, connectionId, fact);
  return {
    ...{ insurer, premium, debit },
    refund: (amountMinor: bigint, state: "succeeded" | "failed" = "succeeded", name = newId()) =>
      tell({
        type: "refund",
        attemptId: null,
        providerReference: name,
        amountMinor,
        ...about,
        outcome: refunded(state, name),
      }),
    dispute: (amountMinor: bigint, state: "open" | "won" | "lost", name = newId()) =>
      tell({ type: "dispute", providerReference: name, state, amountMinor, ...about, ...DISPUTED }),
  };
}

export const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

const DISPUTED = { reason: "fraudulent", evidenceDueAt: null, raw: {} };

function refunded(state: "succeeded" | "failed", providerReference: string) {
  return state === "succeeded"
    ? ({ state, providerReference, raw: {} } as const)
    : ({ state, providerReference, declineCode: "refund_failed", raw: {} } as const);
}

export type Collected = Awaited<ReturnType<typeof collectedAt>>;

/** Where a payment's money went, in minor units. */
export async function moneyOf(paymentId: string) {
  const { rows } = await pool().query<Money>(
    `SELECT status, collected_minor::int AS collected, refunded_minor::int AS refunded, disputed_minor::int AS disputed,
       returned_minor::int AS returned FROM payment WHERE id = $1`,
    [paymentId],
  );
  if (!rows[0]) throw new Error("there is no such payment");
  return rows[0];
}

export interface Money {
  status: string;
  collected: number;
  refunded: number;
  disputed: number;
  returned: number;
}

/** Nothing of what was collected went back. */
export const NOTHING = { refunded: 0, disputed: 0, returned: 0 };
/** What is kept. */
export const netOf = ({ collected, refunded, disputed, returned }: Money) =>
  collected - refunded - disputed - returned;
