import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";

type Attempt = Pick<PolicyPayment, "id" | "retryNumber" | "actionDate" | "status" | "paymentType">;

/** What will be done about a premium, or has been since, in a sentence; null where nothing is to be said. */
export function nextOfPremium(
  chain: readonly Attempt[],
  paymentId: string,
  day: (at: Date) => string,
): string | null {
  const shown = chain.find(({ id }) => id === paymentId);
  if (shown?.paymentType !== "premium") return null;
  if (shown.status === "pending") return `It is due on ${day(shown.actionDate)}.`;
  if (shown.status !== "failed") return null;
  const later = chain.filter(({ retryNumber }) => retryNumber > shown.retryNumber);
  const collected = later.find(({ status }) => status === "succeeded");
  if (collected) return `Retry ${collected.retryNumber} collected it.`;
  const waiting = later.find(({ status }) => status === "pending");
  if (waiting) return `Retry ${waiting.retryNumber} is due on ${day(waiting.actionDate)}.`;
  const running = later.find(({ status }) => status === "submitted" || status === "processing");
  return running ? `Retry ${running.retryNumber} is being collected.` : "No retry is planned.";
}
