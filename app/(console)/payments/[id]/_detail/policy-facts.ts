import { methodStanding, standing } from "@/app/(console)/_shared/regarded";
import { toRetryLine } from "@/app/(console)/_shared/retries/retry-line";
import { enumWords } from "@/components/policies/enum-words";
import type { Reader } from "@/components/ui/reader";
import { spellId } from "@/lib/ids";
import type { BatchStatus, PaymentBatch } from "@/lib/policies/batches/payment-batch";
import type { PaymentChain } from "@/lib/policies/collection/payment-chain";
import { isCollected } from "@/lib/policies/enums";
import { methodName } from "@/lib/policies/methods/payment-method-name";
import { whyNotReversed } from "@/lib/policies/payments/why-not-reversed";
import type { Actor } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";

/** What the page says of a policy payment alone: its place in the chain, its method, and what may be done about both. */
export function policyFacts(chain: PaymentChain, actor: Actor, reader: Reader) {
  const { payment, attempts, reversals, method, retry } = chain;
  const original = attempts.find(({ retryNumber }) => retryNumber === 0);
  const usable = methodStanding(chain);
  const isOpen = payment.status === "pending" || (payment.status === "failed" && retry !== null);
  return {
    premiumType: payment.premiumType && enumWords(payment.premiumType),
    collectedBy: enumWords(payment.collectionType),
    dueAt: payment.actionDate,
    isPending: payment.status === "pending",
    attempts: isCollected(payment.paymentType)
      ? {
          words: triedWords(attempts),
          number: payment.retryNumber + 1,
          original: original && original.id !== payment.id ? pageOf(original.id) : null,
        }
      : null,
    reversals: reversals.map((each) => ({ href: pageOf(each.id), words: reversalWords(each) })),
    isReversible: isReversible(chain) && may(actor, "payments:create"),
    retry: retry && toRetryLine(retry, reader),
    mayRetry: may(actor, "payments:retry"),
    // A method that cannot be used is said first: nothing else helps before.
    notAgreed:
      isOpen && usable.state === "usable" && chain.missingAgreement
        ? { missing: chain.missingAgreement, policyHref: `/policies/${payment.policyId}` }
        : null,
    method: method && {
      id: method.id,
      name: methodName(method),
      holderHref: `/policies/holders/${method.policyholderId}`,
      ...usable,
      // Nobody is bothered with a method that nothing is to be collected with.
      shown: usable.state !== "usable" && isOpen,
      mayVerify: may(actor, "policies:manage"),
    },
  };
}

/** In which batch it was handed over, and what was said of that. */
export function batchFacts({ id, payments, submittedAt, status, failureReason }: PaymentBatch) {
  const others = payments - 1;
  return {
    id,
    words: others === 0 ? "Alone in its batch" : `With ${others} ${others === 1 ? "other" : "others"}`,
    at: submittedAt,
    said: SAID[status](failureReason),
  };
}

const SAID: Record<BatchStatus, (reason: string) => string | null> = {
  submitted: () => null,
  accepted: () => "The batch was accepted.",
  failed: (reason) => `The batch failed: ${reason}`,
};

/** Whether it is a premium that was collected, and that no reversal has given back. */
function isReversible({ payment, reversals }: PaymentChain): boolean {
  return (
    whyNotReversed(payment) === null &&
    !standing(reversals).some(({ reversalOf }) => reversalOf === payment.id)
  );
}

function reversalWords(related: PaymentChain["reversals"][number]): string {
  if (!related.reversalOf) return "Gives this premium back";
  return standing([related]).length > 0 ? "Given back by a reversal" : "A reversal that gave nothing back";
}

/** How often somebody has tried: what waits for its day, or was called off before, is not yet a try. */
export function triedWords(attempts: readonly AttemptMoney[]): string {
  const tried = attempts.filter(({ status }) => status !== "pending" && status !== "cancelled").length;
  if (tried === 0) return "Not tried yet";
  if (tried === 1) return "Tried once";
  const collected = attempts.filter((each) => each.collectedMinor > each.returnedMinor).length;
  return `Tried ${tried} times, ${collected > 1 ? `collected ${collected} times` : "never collected twice"}`;
}

type AttemptMoney = Pick<PaymentChain["payment"], "status" | "collectedMinor" | "returnedMinor">;

function pageOf(paymentId: string): string {
  return `/payments/${spellId("pay", paymentId)}`;
}
