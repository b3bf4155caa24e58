import { chargeRequest } from "@/lib/checkout/pay-checkout";
import { settleCharge } from "@/lib/checkout/settle-charge";
import type { ChargeOutcome, ChargeRequest } from "@/lib/connectors/connector";
import type { Attempt } from "@/lib/payments/attempt";
import type { PaymentKind } from "@/lib/payments/status";
import { collectionRequest } from "@/lib/policies/collection/collect-payment";
import { settleCollection } from "@/lib/policies/collection/settle-collection";
import type { Ctx } from "@/lib/verb/context";

/** How a kind of payment asks for a charge, and what it does with the answer. */
export interface Charges {
  request: (attempt: Attempt, currency: string, now: Date) => ChargeRequest;
  settle: (call: { ctx: Ctx; attemptId: string; outcome: ChargeOutcome }) => Promise<unknown>;
}

/** The charges of a kind. Throws for a kind whose money we do not move. */
export function chargesOf(kind: PaymentKind): Charges {
  switch (kind) {
    case "checkout":
      return { request: chargeRequest, settle: settleCharge };
    case "policy":
      return { request: collectionRequest, settle: settleCollection };
    default:
      throw new Error(`No charge of a ${kind} payment is ours.`);
  }
}
