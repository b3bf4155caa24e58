import type { ActionResult } from "@/components/forms/action-result";
import type { RetryResult } from "@/lib/policies/collection/retry-payment";

/** What one retry came to, in words; `good` only where the premium is in. */
export interface RetryOutcome {
  good: boolean;
  /** Whether an attempt was made of it; unknown where nobody has said so. */
  made: "yes" | "no" | "unknown";
  words: string;
}

// Fails without saying how far it went: the attempt may have been made before.
const MAY_BE_MADE: readonly string[] = ["internal", "unavailable"];

/** What an answer says of a retry; null is one that was lost. */
export function outcomeOf(result: ActionResult<RetryResult> | null): RetryOutcome {
  if (!result) {
    return { good: false, made: "unknown", words: "The answer was lost on its way; look at it again." };
  }
  if (!result.ok) {
    const made = MAY_BE_MADE.includes(result.problem.code) ? "unknown" : "no";
    return { good: false, made, words: result.problem.message };
  }
  switch (result.value.outcome) {
    case "successful":
      return { good: true, made: "yes", words: "Collected" };
    case "failed":
      return { good: false, made: "yes", words: "Failed again" };
    case "unknown":
      return { good: false, made: "yes", words: "No answer yet; it is being found out" };
    case "waiting":
      return { good: false, made: "yes", words: "Made; others collect it and report" };
  }
}

/** How many were asked for, made and collected, and of how many nobody knows. */
export function resultWords(asked: number, outcomes: readonly RetryOutcome[]): string {
  const unknown = madeCount(outcomes, "unknown");
  const collected = outcomes.filter(({ good }) => good).length;
  const known = `${madeCount(outcomes, "yes")} of ${asked} made, ${collected} collected`;
  return unknown === 0 ? known : `${known}, ${unknown} unknown`;
}

/** That they were retried, as far as they were: nothing is said to be done that was refused, or that nobody knows of. */
export function doneTitle(asked: number, outcomes: readonly RetryOutcome[], total: string): string {
  const [made, unknown] = [madeCount(outcomes, "yes"), madeCount(outcomes, "unknown")];
  const what = asked === 1 ? total : `${asked} premiums`;
  if (made === asked) return `Retried ${what}`;
  if (made > 0) return `Retried ${made} of ${what}`;
  return unknown > 0
    ? `Not known whether ${what} ${asked === 1 ? "was" : "were"} retried`
    : "Nothing was retried";
}

function madeCount(outcomes: readonly RetryOutcome[], whether: RetryOutcome["made"]): number {
  return outcomes.filter(({ made }) => made === whether).length;
}
