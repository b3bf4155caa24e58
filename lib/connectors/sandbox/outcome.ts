import type { ChargeOutcome, Json, PayoutOutcome, RefundOutcome } from "../connector";
import { isDeclineCode } from "../decline-codes";
import type { EvidenceOutcome, EvidenceRefusal } from "../dispute-answers";
import type { Booked } from "./books";

/** A booked charge as the connector answers it: the same row always gives the same answer. */
export function chargeOutcome(booked: Booked): ChargeOutcome {
  const answer = { providerReference: booked.providerReference, raw: rawOf(booked) };
  switch (booked.state) {
    case "succeeded":
      return { ...answer, state: "succeeded" };
    case "requires_action":
      return { ...answer, state: "requires_action" };
    case "failed":
      return { ...answer, state: "failed", declineCode: codeOf(booked) };
  }
}

export function refundOutcome(booked: Booked): RefundOutcome {
  const answer = { providerReference: booked.providerReference, raw: rawOf(booked) };
  if (booked.state === "failed") return { ...answer, state: "failed", declineCode: codeOf(booked) };
  return { ...answer, state: "succeeded" };
}

export function payoutOutcome(booked: Booked): PayoutOutcome {
  const answer = { providerReference: booked.providerReference, raw: rawOf(booked) };
  if (booked.state === "failed") return { ...answer, state: "failed", declineCode: codeOf(booked) };
  return { ...answer, state: "succeeded" };
}

export function evidenceOutcome(booked: Booked): EvidenceOutcome {
  const answer = { providerReference: booked.providerReference, raw: rawOf(booked) };
  if (booked.state !== "failed") return { ...answer, state: "succeeded" };
  return { ...answer, state: "failed", declineCode: booked.declineCode as EvidenceRefusal };
}

function codeOf({ declineCode }: Booked) {
  return declineCode && isDeclineCode(declineCode) ? declineCode : "generic_decline";
}

function rawOf(booked: Booked): Json {
  return {
    id: booked.providerReference,
    object: `sandbox.${booked.operation}`,
    idempotencyKey: booked.attemptId,
    ...(booked.parentReference ? { charge: booked.parentReference } : {}),
    amountMinor: booked.amountMinor.toString(),
    currency: booked.currency,
    scenario: booked.scenario,
    state: booked.state,
    ...(booked.declineCode ? { declineCode: booked.declineCode } : {}),
    createdAt: booked.createdAt.toISOString(),
    updatedAt: booked.updatedAt.toISOString(),
  };
}
