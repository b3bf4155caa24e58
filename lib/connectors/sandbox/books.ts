import { type Queryable, query, transaction } from "@/lib/db/sql";
import { ANSWER } from "@/lib/generated/sql/connectors/sandbox/books/answer";
import { BOOK } from "@/lib/generated/sql/connectors/sandbox/books/book";
import { FIND } from "@/lib/generated/sql/connectors/sandbox/books/find";
import { LATER } from "@/lib/generated/sql/connectors/sandbox/books/later";
import { LOCK_CHARGE } from "@/lib/generated/sql/connectors/sandbox/books/lock-charge";
import { REFUNDED } from "@/lib/generated/sql/connectors/sandbox/books/refunded";
import { newId } from "@/lib/ids";
import type { ChargeRequest, PayoutRequest, RefundRequest } from "../connector";
import type { SandboxDecision } from "./decide";
import { scenarioOf } from "./scenarios";

/** How long after a charge or a refund the sandbox tells what follows from it. */
export const EVENT_DELAY_MS = 10_000;

/** One line of the provider's books. The first request under an idempotency key is the only one that is booked. */
export interface Booked {
  attemptId: string;
  operation: "charge" | "refund" | "payout" | "evidence";
  providerReference: string;
  parentReference: string | null;
  amountMinor: bigint;
  currency: string;
  scenario: string;
  state: "requires_action" | "succeeded" | "failed";
  declineCode: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export async function findBooked(attemptId: string, on?: Queryable): Promise<Booked | null> {
  const [row] = await query(FIND, { attemptId }, on);
  return row ?? null;
}

/** Books a charge once, however often and however simultaneously it is asked for. */
export async function bookCharge(request: ChargeRequest, decision: SandboxDecision): Promise<Booked> {
  return await bookOnce({
    ...request,
    operation: "charge",
    parentReference: null,
    // Never a text that this provider did not give out: it could be anything.
    scenario: scenarioOf(request.method.token) ? request.method.token : "unknown",
    decision,
  });
}

/** Books a payout once. */
export async function bookPayout(request: PayoutRequest, decision: SandboxDecision): Promise<Booked> {
  const scenario = scenarioOf(request.destination) ? request.destination : "unknown";
  return await bookOnce({ ...request, operation: "payout", parentReference: null, scenario, decision });
}

export async function bookChallengeAnswer(
  attemptId: string,
  { state, declineCode }: SandboxDecision,
  now: Date,
): Promise<Booked> {
  const [answered] = await query(ANSWER, { attemptId, state, declineCode, now });
  const booked = answered ?? (await findBooked(attemptId));
  if (!booked) throw new Error("The sandbox's books lost a charge.");
  await noteEvents(booked, now);
  return booked;
}

/** Books a refund once, and never more than what is left of the charge. */
export async function bookRefund(request: RefundRequest): Promise<Booked> {
  return await transaction(async (tx) => {
    // Refunds of one charge are taken one after the other, so that two cannot share what is left.
    const [charge] = await query(LOCK_CHARGE, { chargeReference: request.chargeReference }, tx);
    const decision = await decideRefund(request, charge, tx);
    return await bookOnce(
      {
        ...request,
        operation: "refund",
        parentReference: request.chargeReference,
        scenario: charge?.scenario ?? "unknown",
        decision,
      },
      tx,
    );
  });
}

async function decideRefund(
  request: RefundRequest,
  charge: Booked | undefined,
  tx: Queryable,
): Promise<SandboxDecision> {
  const refused: SandboxDecision = { state: "failed", declineCode: "refund_refused" };
  if (charge?.state !== "succeeded" || charge.currency !== request.currency) return refused;
  const succeeded: SandboxDecision = { state: "succeeded", declineCode: null };
  // What such a refund took comes back when it fails, so it never uses the charge up.
  if (scenarioOf(charge.scenario)?.refundFailsAfterwards && request.amountMinor <= charge.amountMinor) {
    return succeeded;
  }
  const [sum] = await query(REFUNDED, { providerReference: charge.providerReference }, tx);
  return (sum?.refundedMinor ?? 0n) + request.amountMinor <= charge.amountMinor ? succeeded : refused;
}

const PREFIXES = { charge: "ch", refund: "re", payout: "po", evidence: "ev" };

interface Booking {
  attemptId: string;
  operation: Booked["operation"];
  parentReference: string | null;
  amountMinor: bigint;
  currency: string;
  scenario: string;
  decision: SandboxDecision;
  now: Date;
}

/** Books what was asked for under an idempotency key once, and gives what is in the books. */
export async function bookOnce(booking: Booking, on?: Queryable): Promise<Booked> {
  const { attemptId, operation, amountMinor, currency, decision, parentReference, scenario, now } = booking;
  const providerReference = `sbx_${PREFIXES[operation]}_${newId().replaceAll("-", "")}`;
  const facts = { attemptId, operation, providerReference, parentReference, amountMinor, currency };
  const [made] = await query(BOOK, { ...facts, scenario, ...decision, now }, on);
  const booked = made ?? (await findBooked(attemptId, on));
  // A provider refuses a known key with another request: answering either one would be a lie about the money.
  if (booked?.operation !== operation || booked.amountMinor !== amountMinor || booked.currency !== currency) {
    throw new Error("The sandbox was asked twice under one idempotency key, for different things.");
  }
  await noteEvents(booked, now, on);
  return booked;
}

/** Notes once what this will be told of later: what its card or account is for. */
async function noteEvents(booked: Booked, now: Date, on?: Queryable): Promise<void> {
  const scenario = scenarioOf(booked.scenario);
  if (booked.state !== "succeeded" || !scenario) return;
  const dueAt = new Date(now.getTime() + EVENT_DELAY_MS);
  const { attemptId: operationKey, operation } = booked;
  if (operation === "charge" && scenario.disputedAfterwards)
    await query(LATER, { operationKey, type: "dispute.opened", dueAt }, on);
  if (operation === "refund" && scenario.refundFailsAfterwards)
    await query(LATER, { operationKey, type: "refund.failed", dueAt }, on);
}
