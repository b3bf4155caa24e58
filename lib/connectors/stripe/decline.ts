import Stripe from "stripe";
import type { DeclineCode } from "../decline-codes";

/** What Stripe and the banks behind it call a decline, as ours. What is not here is a plain decline. */
const CODES: Readonly<Record<string, DeclineCode>> = {
  authentication_required: "authentication_required",
  payment_intent_authentication_failure: "authentication_failed",
  card_velocity_exceeded: "card_velocity_exceeded",
  withdrawal_count_limit_exceeded: "card_velocity_exceeded",
  expired_card: "expired_card",
  fraudulent: "fraudulent",
  merchant_blacklist: "fraudulent",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  insufficient_funds: "insufficient_funds",
  lost_card: "lost_card",
  pickup_card: "stolen_card",
  stolen_card: "stolen_card",
  processing_error: "processing_error",
  issuer_not_available: "processing_error",
  try_again_later: "processing_error",
  invalid_account: "invalid_method",
  new_account_information_available: "invalid_method",
  payment_method_unactivated: "invalid_method",
  resource_missing: "invalid_method",
  account_closed: "account_closed",
  debit_not_authorized: "mandate_missing",
  mandate_invalid: "mandate_missing",
  bank_account_restricted: "account_frozen",
  no_account: "account_not_found",
  amount_too_small: "amount_not_chargeable",
  amount_too_large: "amount_not_chargeable",
};

/** The bank's reason before Stripe's own. */
export function declineCodeOf(error: {
  code?: string | undefined;
  decline_code?: string | undefined;
}): DeclineCode {
  return CODES[error.decline_code ?? ""] ?? CODES[error.code ?? ""] ?? "generic_decline";
}

export interface CertainRefusal {
  declineCode: DeclineCode;
  /** What is kept of it: codes, never Stripe's sentences, which may repeat what was sent. */
  raw: Record<string, string>;
}

/**
 * What Stripe certainly did not do, by the error it answered; null where it may have. A request that is still running, one
 * under a key that was used for another and every failure of Stripe's own may have moved money.
 */
export function certainRefusal(err: unknown): CertainRefusal | null {
  if (!(err instanceof Stripe.errors.StripeError)) return null;
  const raw = {
    error: err.code ?? err.type,
    ...(err.decline_code && { declineCode: err.decline_code }),
    ...(err.requestId && { requestId: err.requestId }),
  };
  if (err instanceof Stripe.errors.StripeCardError)
    return { declineCode: declineCodeOf({ code: err.code, decline_code: err.decline_code }), raw };
  if (err.statusCode === 409) return null;
  if (
    err instanceof Stripe.errors.StripeAuthenticationError ||
    err instanceof Stripe.errors.StripePermissionError
  )
    return { declineCode: "credentials_refused", raw };
  return err instanceof Stripe.errors.StripeInvalidRequestError
    ? { declineCode: CODES[err.code ?? ""] ?? "request_refused", raw }
    : null;
}

/** Why something else than a charge was not done: its own reason, unless it was our credentials. */
export function refusedAs<Own extends DeclineCode>(
  own: Own,
  { declineCode }: CertainRefusal,
): Own | "credentials_refused" {
  return declineCode === "credentials_refused" ? declineCode : own;
}
