import type { ChargeOutcome, TakenAmount } from "./connector";

/** What a provider says it took, where that is not what it was asked to take; null where it is, or where it says nothing of it. */
export function takenOtherwise(outcome: ChargeOutcome, asked: TakenAmount): TakenAmount | null {
  const taken = outcome.state === "succeeded" ? outcome.taken : undefined;
  const same = !taken || (taken.amountMinor === asked.amountMinor && taken.currency === asked.currency);
  return same ? null : taken;
}

/**
 * What may be written of a charge: that it succeeded only where the provider took what it was asked to take. Otherwise what
 * became of it is not known, and is a person's to find out: neither amount is recorded as paid.
 */
export function asAsked(outcome: ChargeOutcome, asked: TakenAmount): ChargeOutcome {
  if (!takenOtherwise(outcome, asked)) return outcome;
  return { state: "unknown", raw: { error: "other_amount_taken", answer: outcome.raw } };
}
