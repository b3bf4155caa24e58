import type { RecordValues } from "./record-body";

/** What a payment of a type usually comes to and is called. `premium` is the policy's, as its reader types it. */
export function suggestionFor(type: string, premium: string): { amount: string; description: string } {
  switch (type) {
    case "premium":
      return { amount: premium, description: "Monthly premium" };
    case "claim_payout":
      return { amount: "", description: "Claim payout" };
    case "premium_refund":
      return { amount: "", description: "Refund of premium" };
    case "reversal":
      return { amount: `-${premium}`, description: "Reversal of premium" };
    default:
      return { amount: "", description: "" };
  }
}

/** The values with one changed. Another type brings its own suggestions, where nobody has typed over those there were. */
export function withValue(
  known: RecordValues,
  field: keyof RecordValues,
  value: string,
  premium: string,
): RecordValues {
  if (field !== "payment_type" || value === known.payment_type) return { ...known, [field]: value };
  const [before, after] = [suggestionFor(known.payment_type, premium), suggestionFor(value, premium)];
  return {
    ...known,
    payment_type: value,
    amount: known.amount === before.amount ? after.amount : known.amount,
    description: known.description === before.description ? after.description : known.description,
    // A retry is of the type of what it retries.
    retry_of: "",
  };
}
