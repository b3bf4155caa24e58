import { type DeclineClass, declineOf, declineWords, isDeclineCode } from "@/lib/connectors/decline-codes";
import type { FailureAction, MethodType } from "@/lib/policies/enums";
import { UNUSABLE_METHOD } from "./unusable-method";

/** What may follow a failure, in the reader's words. */
export type FailureClass = "try_again" | "fix_first" | "never";

export const FAILURE_CLASS_WORDS: Record<FailureClass, string> = {
  try_again: "Try again",
  fix_first: "Fix first",
  never: "Not with this method",
};

/**
 * Which class a failure is of. The action that came with it decides what follows, and so its class too; where there is
 * none, its code says.
 */
export function failureClass(code: string | null, action: FailureAction | null): FailureClass {
  if (code === UNUSABLE_METHOD.failureCode) return "fix_first";
  switch (action) {
    case "block_payment_method":
      return "never";
    case "block_retry":
      return "fix_first";
    case "allow_retry":
      return "try_again";
    case null:
      return code !== null && isDeclineCode(code) ? classOf(declineOf(code).class) : "try_again";
  }
}

/** Why a payment failed: the caller's own words, else what its code means; never a card's words of a debit order. */
export function failureWords(
  code: string | null,
  reason: string | null,
  method: MethodType = "debit_order",
): string {
  if (code === null || !isDeclineCode(code)) return reason ?? "Nobody said why.";
  if (reason && reason !== declineOf(code).operator) return reason;
  return declineWords(code, method === "debit_order" ? "account" : "card");
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
