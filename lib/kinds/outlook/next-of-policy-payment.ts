import type { OutlookWords, Regarded, RegardedPremium } from "./outlook";

/** What happens next to a policy payment; null where the same holds as for other payments whose money has arrived. */
export function nextOfPolicyPayment(
  payment: Regarded,
  premium: RegardedPremium,
  words: OutlookWords,
): string | null {
  const { status, description } = payment;
  const isPremium = payment.category === "premium";
  switch (status) {
    case "pending":
      return isPremium ? nextOfPending(premium, words) : reportedByOthers(description.direction);
    case "submitted":
    case "processing":
      if (payment.answerLost)
        return "The provider is asked again until it answers; nothing is collected twice.";
      if (payment.askedOn) return "What the bank answers is shown here by itself.";
      return "What became of it is shown here once it is reported.";
    case "failed":
      if (isPremium) return nextOfFailed(payment, premium, words);
      return (
        sinceThen(premium, words, description.direction) ??
        "Nothing happens by itself: record another payment once the reason is mended."
      );
    case "cancelled":
      return isPremium ? nextOfCancelled(premium, words) : "Nothing happens any more.";
    case "succeeded":
      return isPremium && !premium.reversed && payment.refundedMinor === 0n && payment.disputedMinor === 0n
        ? "Nothing is open. It can be given back by a reversal."
        : "Nothing is open.";
    default:
      return null;
  }
}

function nextOfPending(
  { dueAt, method, missingAgreement, collectedByUs }: RegardedPremium,
  { day }: OutlookWords,
): string {
  if (method.state === "blocked")
    return "Its payment method is blocked, so that it will fail. Unblock the method first.";
  if (method.state === "unverified")
    return "Its payment method is not verified, so that it will fail. Verify the method first.";
  if (missingAgreement === "mandate")
    return "No DebiCheck mandate of its payment method is active, so that it will fail. Have one agreed to first.";
  if (missingAgreement === "provider")
    return "The payer has not agreed to a provider that takes it, so that it will fail. Ask for their agreement first.";
  return collectedByUs
    ? `It is collected by itself on ${day(dueAt)}.`
    : "Others collect it; what became of it is shown here once it is reported.";
}

function reportedByOthers(direction: Regarded["description"]["direction"]): string {
  return direction === "out"
    ? "Nobody pays it out from here: whoever does reports what became of it."
    : "What becomes of it is shown here once it is reported.";
}

/** What has been done about a failed premium since, or what may be. */
function nextOfFailed(payment: Regarded, premium: RegardedPremium, words: OutlookWords): string {
  const since = sinceThen(premium, words);
  if (since) return since;
  // It failed after it was refunded: somebody has been given the money twice.
  if (payment.refundedMinor > 0n && premium.givenBackMinor === 0n)
    return `No retry is planned. ${words.money(payment.refundedMinor)} had been refunded before: ask for what went back twice, or retry it.`;
  return `No retry is planned. ${wayOut(premium)}`;
}

function nextOfCancelled(premium: RegardedPremium, words: OutlookWords): string {
  const since = sinceThen(premium, words);
  if (since) return since;
  return premium.retryNumber > 0
    ? `No other retry is planned. ${wayOut(premium)}`
    : "Nothing happens any more.";
}

function sinceThen(
  { others, retryNumber }: RegardedPremium,
  { day }: OutlookWords,
  direction: Regarded["description"]["direction"] = "in",
): string | null {
  const { done, running: under } = OF_ANOTHER[direction === "out" ? "out" : "in"];
  const collected = others.find(({ status }) => status === "succeeded");
  if (collected) return `${nameOf(collected)} ${done}.`;
  const later = others.filter((each) => each.retryNumber > retryNumber);
  const running = later.find(({ status }) => status === "submitted" || status === "processing");
  if (running) return `${nameOf(running)} ${under}.`;
  const waiting = later.find(({ status }) => status === "pending");
  return waiting ? `${nameOf(waiting)} is due on ${day(waiting.dueAt)}.` : null;
}

/** What another attempt at the same money has done, or is doing. */
const OF_ANOTHER = {
  in: { done: "collected it", running: "is being collected" },
  out: { done: "paid it out", running: "is on its way" },
};

function nameOf({ retryNumber }: { retryNumber: number }): string {
  return retryNumber === 0 ? "The first attempt" : `Retry ${retryNumber}`;
}

function wayOut({ retry, method, reversed, givenBackMinor }: RegardedPremium): string {
  // It failed after it was given back: somebody has been given the money twice.
  if (givenBackMinor > 0n) return "A reversal had given it back before: ask for one of the two back.";
  if (reversed) return "It was given back by a reversal.";
  // The policy may have got another method since.
  if (method.state === "blocked" && !retry?.allowed) return "Unblock the payment method, then retry it.";
  if (!retry) return "Nobody owes it any more.";
  return retry.allowed ? "Retry it now, or record how it was paid." : (retry.reason ?? "");
}
