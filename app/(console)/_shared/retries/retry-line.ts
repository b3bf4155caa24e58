import type { Reader } from "@/components/ui/reader";
import { formatDay, formatTime } from "@/components/ui/time-text";
import { type Amount, ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { PaymentStatus } from "@/lib/payments/status";
import {
  FAILURE_CLASS_WORDS,
  type FailureClass,
  failureClass,
  failureWords,
} from "@/lib/policies/collection/failure-words";
import type { RetryRow } from "@/lib/policies/collection/find-retries";
import { leftWords, retryVerdict } from "@/lib/policies/collection/retry-verdict";
import { methodName } from "@/lib/policies/methods/payment-method-name";

/** A row of the retries table, in the reader's words: the browser formats and decides nothing. */
export interface RetryLine extends Amount {
  originalId: string;
  /** The last attempt as it stands: what trying again now goes by. */
  latestId: string;
  latestStatus: PaymentStatus;
  policyId: string;
  policyNumber: string;
  holderName: string;
  amount: string;
  why: string;
  method: string;
  kind: FailureClass;
  kindWords: string;
  failedAt: string;
  next: string;
  left: string;
  /** Why it cannot be tried again now, or null where it can. */
  refusal: string | null;
  /** What trying again now means. */
  means: string;
  stoppable: boolean;
}

/** What stands in the way of a retry that waits; null where nothing does. */
function willFail({ methodBlocked, missingAgreement }: RetryRow): string | null {
  if (methodBlocked) return "It will fail unless the method is unblocked";
  if (missingAgreement === "mandate") return "It will fail unless a DebiCheck mandate is active";
  return missingAgreement && "It will fail unless the payer agrees to a provider that takes it";
}

export function toRetryLine(row: RetryRow, reader: Reader): RetryLine {
  const verdict = retryVerdict(row);
  const kind = failureClass(row.failureCode, row.failureAction);
  const amount = ofCurrency(row.amountMinor, row.currency);
  return {
    originalId: row.originalId,
    latestId: row.latestId,
    latestStatus: row.latestStatus,
    policyId: row.policyId,
    policyNumber: row.policyNumber,
    holderName: row.holderName,
    ...amount,
    amount: formatMoney(amount, { locale: reader.locale }),
    why: failureWords(row.failureCode, row.failureReason, row.failedMethodType),
    method: methodName({ type: row.methodType, last4: row.methodLast4 }),
    kind,
    kindWords: FAILURE_CLASS_WORDS[kind],
    failedAt: formatTime(row.failedAt, reader, "day"),
    next: nextWords(row, reader),
    left: (row.nextAttemptAt && willFail(row)) || leftWords(row),
    refusal: verdict.allowed ? null : verdict.reason,
    means: verdict.allowed ? verdict.means : "",
    stoppable: row.latestStatus === "pending" && row.latestId !== row.originalId,
  };
}

function nextWords({ latestStatus, nextAttemptAt, retriesMade }: RetryRow, reader: Reader): string {
  if (nextAttemptAt) return `Attempt ${retriesMade + 1} on ${formatDay(nextAttemptAt, reader)}`;
  if (latestStatus === "submitted" || latestStatus === "processing") return "Being collected";
  return "None planned";
}
