import type { GoCardlessFake } from "@/lib/connectors/testing/gocardless-fake/server";
import type { MollieFake } from "@/lib/connectors/testing/mollie-fake/server";
import type { StripeFake } from "@/lib/connectors/testing/stripe-fake/server";
import { runUnprepared } from "@/lib/db/sql";
import { parseDecimal } from "@/lib/money/decimal";
import type { World } from "./world";

/** What a provider has of one attempt of ours. */
interface Theirs {
  attemptId: string;
  amountMinor: bigint;
  /** Whether the money has moved, or is on its way. */
  stands: boolean;
}

interface Ours {
  id: string;
  operation: string;
  state: string;
  amountMinor: bigint;
}

const STANDING = ["succeeded", "processing", "requires_action"];

/** Where a provider's books and ours say something else of one attempt, in words. */
export async function disagreements(
  { connectionId }: World,
  theirs: { charges: Theirs[]; refunds: Theirs[] },
): Promise<string[]> {
  const ours = await runUnprepared<Ours>(ATTEMPTS, [connectionId]);
  return [
    ...differences("charge", ours, theirs.charges),
    ...differences("refund", ours, theirs.refunds),
    ...ours
      .filter(({ state }) => state === "started" || state === "unknown")
      .map(({ id }) => `${id} is open`),
  ];
}

function differences(operation: string, all: readonly Ours[], theirs: readonly Theirs[]): string[] {
  const ours = all.filter((each) => each.operation === operation);
  const known = new Set(ours.map(({ id }) => id));
  const strangers = theirs.filter(({ attemptId, stands }) => stands && !known.has(attemptId));
  return [
    ...strangers.map(({ attemptId }) => `a ${operation} of ${attemptId} is nobody's here`),
    ...ours.flatMap((attempt) => difference(attempt, theirs)),
  ];
}

function difference({ id, operation, state, amountMinor }: Ours, theirs: readonly Theirs[]): string[] {
  const made = theirs.filter(({ attemptId, stands }) => attemptId === id && stands);
  const expected = STANDING.includes(state) && state !== "requires_action" ? [amountMinor] : [];
  const amounts = made.map((each) => each.amountMinor);
  if (String(amounts) === String(expected)) return [];
  return [`${operation} ${id} is ${state} of ${amountMinor} here, and there ${String(amounts) || "nothing"}`];
}

const ATTEMPTS = `
  SELECT t.id, t.operation, t.amount_minor AS "amountMinor",
    CASE WHEN p.status = 'failed' AND t.operation = 'charge' THEN 'failed'
      WHEN t.operation = 'refund' AND EXISTS (SELECT 1 FROM adjustment a
        WHERE a.payment_id = p.id AND a.status = 'refund_reversed' AND a.attempt_id = t.id) THEN 'failed'
      ELSE t.state END AS state
  FROM attempt t JOIN payment p ON p.id = t.payment_id WHERE t.connection_id = $1`;

export function stripeBooks({ books }: StripeFake): { charges: Theirs[]; refunds: Theirs[] } {
  return {
    charges: books.intents.map(({ metadata, amount, status }) => ({
      attemptId: metadata.attempt_id ?? "",
      amountMinor: BigInt(amount),
      stands: status === "succeeded" || status === "processing",
    })),
    refunds: books.refunds.map(({ metadata, amount, status }) => ({
      attemptId: metadata.attempt_id ?? "",
      amountMinor: BigInt(amount),
      stands: status !== "failed",
    })),
  };
}

export function mollieBooks({ payments, refunds }: MollieFake): { charges: Theirs[]; refunds: Theirs[] } {
  const theirs = ({ metadata, amount }: (typeof payments)[0], stands: boolean) => ({
    attemptId: metadata?.attempt_id ?? "",
    amountMinor: parseDecimal(amount.value, 2) ?? 0n,
    stands,
  });
  return {
    charges: payments.map((payment) => theirs(payment, payment.status === "paid")),
    refunds: refunds.map((refund) => theirs(refund, refund.status !== "failed")),
  };
}

const TAKEN = ["pending_submission", "submitted", "confirmed", "paid_out"];

export function gocardlessBooks({ books }: GoCardlessFake): { charges: Theirs[]; refunds: Theirs[] } {
  return {
    charges: books.payments.map(({ metadata, amount, status }) => ({
      attemptId: metadata.attempt_id ?? "",
      amountMinor: BigInt(amount),
      stands: TAKEN.includes(status),
    })),
    refunds: [],
  };
}
