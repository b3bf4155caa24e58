import type { ChargeRequest, Connector, PayoutRequest, RefundRequest } from "../connector";
import type { EvidenceRequest } from "../dispute-answers";
import { sandboxBankMandates } from "./bank-mandates";
import { bookChallengeAnswer, bookCharge, bookPayout, bookRefund, findBooked } from "./books";
import { sandboxCardForm } from "./cards";
import { decideChallenge, decideCharge, decidePayout } from "./decide";
import { sandboxEvents } from "./events";
import { bookEvidence } from "./evidence";
import { lostAnswer } from "./faults";
import { chargeOutcome, evidenceOutcome, payoutOutcome, refundOutcome } from "./outcome";
import { sandboxToken } from "./policy-methods";

/** Where in a call the answer is lost: before the provider heard of it, or after it did what was asked. */
export type LostAnswer = "before_booking" | "after_booking" | null;

interface SandboxOptions {
  /** Fault injection: which calls never get an answer. */
  loses?: (request: ChargeRequest | RefundRequest | PayoutRequest | EvidenceRequest) => LostAnswer;
}

/** The provider of a deployment without a live one: decides by token, and keeps books of its own. */
export const sandbox: Connector = sandboxConnector();

export function sandboxConnector({ loses = lostAnswer }: SandboxOptions = {}): Connector {
  return {
    name: "sandbox",
    live: false,
    capabilities: {
      charge: true,
      refund: true,
      partialRefund: true,
      payout: true,
      challenge: true,
      saveMethod: true,
      currencies: "all",
    },

    async charge(request) {
      const lost = loses(request);
      if (lost === "before_booking") return { state: "unknown", raw: { error: "connection_reset" } };
      const booked = await bookCharge(request, decideCharge(request));
      return lost ? { state: "unknown", raw: { error: "answer_timeout" } } : chargeOutcome(booked);
    },

    hosted: null,
    cardForm: sandboxCardForm,
    letGo: null,
    mandates: null,
    bankMandates: sandboxBankMandates,
    mirror: null,
    disputes: {
      async submitEvidence(request) {
        const lost = loses(request);
        if (lost === "before_booking") return { state: "unknown", raw: { error: "connection_reset" } };
        const booked = await bookEvidence(request);
        if (!booked) return NO_SUCH_DISPUTE;
        return lost ? { state: "unknown", raw: { error: "answer_timeout" } } : evidenceOutcome(booked);
      },
      async lookup({ attemptId }) {
        const booked = await findBooked(attemptId);
        return booked ? evidenceOutcome(booked) : { state: "not_found" };
      },
    },
    events: sandboxEvents,
    tokenOf: sandboxToken,

    async completeChallenge({ attemptId, result, now }) {
      const asked = await findBooked(attemptId);
      if (asked?.operation !== "charge") throw new Error("No charge of this attempt waits for an answer.");
      return chargeOutcome(
        await bookChallengeAnswer(attemptId, decideChallenge(asked.scenario, result), now),
      );
    },

    async refund(request) {
      const lost = loses(request);
      if (lost === "before_booking") return { state: "unknown", raw: { error: "connection_reset" } };
      const booked = await bookRefund(request);
      return lost ? { state: "unknown", raw: { error: "answer_timeout" } } : refundOutcome(booked);
    },

    async payout(request) {
      const lost = loses(request);
      if (lost === "before_booking") return { state: "unknown", raw: { error: "connection_reset" } };
      const booked = await bookPayout(request, decidePayout(request));
      return lost ? { state: "unknown", raw: { error: "answer_timeout" } } : payoutOutcome(booked);
    },

    async lookup({ attemptId }) {
      const booked = await findBooked(attemptId);
      if (!booked || booked.operation === "evidence") return { state: "not_found" };
      return OUTCOME_OF[booked.operation](booked);
    },
  };
}

const OUTCOME_OF = { charge: chargeOutcome, refund: refundOutcome, payout: payoutOutcome };

const NO_SUCH_DISPUTE = {
  state: "failed",
  providerReference: null,
  declineCode: "evidence_refused",
  raw: { error: "no_such_dispute" },
} as const;
