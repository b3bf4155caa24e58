import type { DeclineCode } from "../decline-codes";
import { GoCardlessError } from "./client";

/**
 * What GoCardless calls the cause of a payment's end, as ours: every cause that it documents of a payment that failed, was
 * cancelled or was charged back. What is not here says no more than how it ended.
 */
const CAUSES: Readonly<Record<string, DeclineCode>> = {
  // May be tried again.
  insufficient_funds: "insufficient_funds",
  refer_to_payer: "generic_decline",
  bank_declined_payment: "generic_decline",
  other: "generic_decline",
  test_failure: "generic_decline",
  bank_account_transferred: "processing_error",
  daily_payment_limit_reached: "card_velocity_exceeded",
  // Once the payer has set something right, or agreed anew.
  invalid_bank_details: "account_not_found",
  direct_debit_not_enabled: "account_frozen",
  account_blocked_for_any_financial_transaction: "account_frozen",
  insufficient_payment_permissions: "account_frozen",
  mandate_cancelled: "mandate_missing",
  mandate_expired: "mandate_missing",
  mandate_suspended_by_payer: "mandate_missing",
  payment_violated_mandate_parameters: "mandate_missing",
  initial_one_off_payment_failed: "mandate_missing",
  // Never again by this account: it is closed, or who pays has told their bank that they do not want to.
  bank_account_closed: "account_closed",
  payment_stopped: "payment_stopped",
  authorisation_disputed: "disputed",
  refund_requested: "disputed",
  return_on_odfi_request: "disputed",
  // Before any bank was asked: by the merchant, by the merchant's schedule, by the payer.
  payment_cancelled: "cancelled_at_provider",
  instalment_schedule_cancelled: "cancelled_at_provider",
  customer_approval_denied: "approval_denied",
};

/** What it is where no cause is told, or one that is not known here, by how the payment ended. */
const ENDS: Readonly<Record<string, DeclineCode>> = {
  cancelled: "cancelled_at_provider",
  customer_approval_denied: "approval_denied",
  charged_back: "disputed",
};

export const DOCUMENTED_CAUSES = Object.keys(CAUSES);

export function declineCodeOf(cause: string | null, status: string): DeclineCode {
  return CAUSES[cause ?? ""] ?? ENDS[status] ?? "generic_decline";
}

/** Why a payment was not made, where it is the mandate's. */
const MANDATE_REASONS = new Set(["mandate_is_inactive", "mandate_replaced", "bank_account_disabled"]);
/** What GoCardless does not know: of a payment it can only be the mandate. */
const UNKNOWN_OBJECT = new Set(["resource_not_found", "link_not_found"]);
/** Refunds are off until GoCardless has turned them on for the account. */
const REFUNDS_OFF = new Set(["forbidden", "feature_disabled", "insufficient_permissions"]);

export interface CertainRefusal {
  /** GoCardless's own words for why. */
  reasons: readonly string[];
  /** The credentials were, or what they may do. */
  ofCredentials: boolean;
  raw: Record<string, string | string[]>;
}

/**
 * What GoCardless certainly did not do, by the error it answered; null where it may have: too many requests, a failure of its
 * own, a conflict, and whatever did not come from GoCardless itself.
 */
export function certainRefusal(err: unknown): CertainRefusal | null {
  if (!(err instanceof GoCardlessError)) return null;
  const { status, type, reasons, requestId } = err;
  const certain = status >= 400 && status < 500 && ![408, 409, 429].includes(status);
  if (!certain || !type || type === "gocardless") return null;
  const raw = { error: reasons[0] ?? type, status: String(status), ...(requestId && { requestId }) };
  return { reasons, ofCredentials: status === 401 || status === 403, raw };
}

/** Who is refused a list has nothing in it. */
export function noneWhereRefused(err: unknown): null {
  if (!certainRefusal(err)) throw err;
  return null;
}

export function chargeRefusalCode(refusal: CertainRefusal): DeclineCode {
  const { reasons } = refusal;
  if (reasons.some((reason) => UNKNOWN_OBJECT.has(reason))) return "invalid_method";
  return reasons.some((reason) => MANDATE_REASONS.has(reason))
    ? "mandate_missing"
    : requestRefusalCode(refusal);
}

export function refundRefusalCode({ reasons, ofCredentials }: CertainRefusal): DeclineCode {
  if (reasons.some((reason) => REFUNDS_OFF.has(reason))) return "refund_not_enabled";
  return ofCredentials ? "credentials_refused" : "refund_refused";
}

/** Why nothing was asked of a bank, where it is nobody's mandate. */
export function requestRefusalCode({ ofCredentials }: CertainRefusal): DeclineCode {
  return ofCredentials ? "credentials_refused" : "request_refused";
}
