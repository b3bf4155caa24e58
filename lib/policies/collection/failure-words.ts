import { type DeclineClass, declineOf, isDeclineCode } from "@/lib/connectors/decline-codes";
import type { FailureAction } from "@/lib/policies/enums";
import { UNUSABLE_METHOD } from "./unusable-method";

/** What may follow a failure, in the reader's words. */
export type FailureClass = "try_again" | "fix_first" | "never";

export const FAILURE_CLASS_WORDS: Record<FailureClass, string> = {
  try_again: "Try again",
  fix_first: "Fix first",
  never: "Never",
};

/** Which class a failure is of: its code says, and where nobody knows the code, the action that came with it. */
export function failureClass(code: string | null, action: FailureAction | null): FailureClass {
  if (code === UNUSABLE_METHOD.failureCode) return "fix_first";
  if (code !== null && isDeclineCode(code)) return classOf(declineOf(code).class);
  if (action === "block_payment_method") return "never";
  return action === "block_retry" ? "fix_first" : "try_again";
}

/** Why a payment failed: the caller's own words, else what its code means. */
export function failureWords(code: string | null, reason: string | null): string {
  if (reason) return reason;
  return code !== null && isDeclineCode(code) ? declineOf(code).operator : "Nobody said why.";
}

function classOf(kind: DeclineClass): FailureClass {
  switch (kind) {
    case "soft":
    case "later":
      return "try_again";
    case "fix":
      return "fix_first";
    case "hard":
      return "never";
  }
}
