import type { RetryRow } from "./find-retries";
import type { MissingAgreement } from "./missing-agreement";

/** Whether a failed premium can be tried again now, or why not, in a sentence. */
export type RetryVerdict = { allowed: true; means: string } | { allowed: false; reason: string };

const NOT_AGREED: Record<MissingAgreement, string> = {
  mandate: "No DebiCheck mandate of the payment method is active. Have one agreed to first.",
  provider: "The payer has not agreed to a provider that takes it. Ask for their agreement first.",
};

/** What "Retry now" would do with a chain. The button, the bulk preview and the verb read this. */
export function retryVerdict(row: RetryRow): RetryVerdict {
  const refuse = (reason: string): RetryVerdict => ({ allowed: false, reason });
  switch (row.latestStatus) {
    case "succeeded":
      return refuse("It has been collected already.");
    case "submitted":
    case "processing":
      return refuse("An attempt is under way; what becomes of it is awaited.");
    case "failed":
    case "pending":
    case "cancelled":
      break;
    default:
      return refuse("It has been collected already.");
  }
  if (!row.policyActive) return refuse("The policy takes no more premiums.");
  if (row.methodBlocked)
    return refuse(
      `The payment method is blocked${row.blockedReason ? ` (${row.blockedReason.replace(/\.$/, "")})` : ""}. Unblock it first.`,
    );
  if (row.missingAgreement) return refuse(NOT_AGREED[row.missingAgreement]);
  const number = row.latestStatus === "pending" ? row.retriesMade : row.retriesMade + 1;
  return {
    allowed: true,
    means:
      row.latestStatus === "pending"
        ? `Attempt ${number + 1} is made now instead of on its day.`
        : `Attempt ${number + 1} is made now.`,
  };
}

/** How many attempts the rules still make by themselves, in words: none where none is planned, whatever the module allows. */
export function leftWords(row: RetryRow): string {
  const live = ["pending", "submitted", "processing"].includes(row.latestStatus);
  if (!live) return "None is made by itself";
  const left = attemptsLeft(row);
  return left === 1 ? "1 attempt left" : `${left} attempts left`;
}

/** Retries the rules would still make by themselves: none once nothing can be collected. */
export function attemptsLeft(row: RetryRow): number {
  if (!row.policyActive || row.methodBlocked || row.missingAgreement) return 0;
  return Math.max(0, row.retriesAllowed - row.retriesMade);
}
