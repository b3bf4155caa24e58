import type { DisputeState, Evidence, EvidenceLookup } from "../dispute-answers";

export interface Page {
  attemptId: string;
  reference: string;
  amountMinor: bigint;
  currency: string;
  state: "open" | "paid" | "closed";
  dispute: Exclude<DisputeState, "inquiry"> | null;
  /** What was sent to its dispute, by attempt. */
  evidence: Map<string, Evidence>;
}

export interface Refund {
  reference: string;
  attemptId: string | null;
  page: Page;
  amountMinor: bigint;
  state: "succeeded" | "failed";
}

export function sentTo({ disputeReference: providerReference }: EvidenceLookup) {
  return { state: "succeeded", providerReference, raw: {} } as const;
}

export function outcomeOf({ state, reference: providerReference }: Refund) {
  return state === "succeeded"
    ? ({ state, providerReference, raw: {} } as const)
    : ({ state, providerReference, declineCode: "refund_failed", raw: {} } as const);
}

export function pageOutcome({ state, reference: providerReference, amountMinor, currency }: Page) {
  switch (state) {
    case "open":
      return { state: "requires_action", providerReference, raw: {} } as const;
    case "closed":
      return { state: "failed", providerReference, declineCode: "payment_abandoned", raw: {} } as const;
    case "paid":
      return {
        state: "succeeded",
        providerReference,
        raw: {},
        taken: { amountMinor, currency },
        method: { brand: "visa", last4: "4242", expiryMonth: 11, expiryYear: 2034, token: null },
      } as const;
  }
}
