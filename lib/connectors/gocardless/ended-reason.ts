import type { GoCardless } from "./client";
import type { Of } from "./objects";

/** How many of a mandate's events are looked through for why it ended. */
const EVENTS_MAX = 500;

/** Why a mandate is one no more, by what its latest event names as the cause. */
const CAUSES: Readonly<Record<string, string>> = {
  bank_account_closed: "The bank account is closed.",
  bank_account_transferred: "The account moved to another bank, which did not say where.",
  invalid_bank_details: "The bank knows no such account.",
  direct_debit_not_enabled: "The account takes no direct debits.",
  account_blocked_for_any_financial_transaction: "The bank has blocked the account.",
  authorisation_disputed: "The payer says that it was not agreed to.",
  return_on_odfi_request: "The payer says that it was not agreed to.",
  payment_stopped: "The payer or the bank stopped a collection.",
  refer_to_payer: "The bank refers to the payer.",
  initial_one_off_payment_failed: "The first payment failed.",
};

const STATES: Readonly<Record<string, string>> = {
  failed: "The bank refused it.",
  cancelled: "It was cancelled.",
  expired: "It expired, because nothing was collected by it for long.",
  consumed: "It was for one collection, which has been made.",
  blocked: "GoCardless or the account's own list has blocked it.",
  suspended_by_payer: "The payer has suspended it at their bank.",
};

/** Why nothing can be collected by a mandate any more, for a person. */
export async function endedReason(gocardless: GoCardless, { id, status }: Of<"mandates">): Promise<string> {
  for await (const { action, details } of gocardless.all("events", { mandate: id }, EVENTS_MAX)) {
    if (action !== status) continue;
    if (details?.cause === "mandate_cancelled") return cancelledBy(details.origin);
    return CAUSES[details?.cause ?? ""] ?? STATES[status] ?? "";
  }
  return STATES[status] ?? "It ended.";
}

function cancelledBy(origin: string | null | undefined): string {
  if (origin === "bank") return "The payer or their bank cancelled it.";
  return origin === "api" ? "It was cancelled by this account." : "GoCardless cancelled it.";
}
