import type { OriginalName } from "./original";

/** Where our answers differ from an original's document, each with the reason. A difference that is none any more fails. */
export const DIFFERENCES: Readonly<Record<OriginalName, readonly [fault: RegExp, reason: string][]>> = {
  checkout: [],
  policy: [
    [
      /\/end_date is null$/,
      "the original requires one, and says itself that a policy may have none: it does not expire",
    ],
    [
      /\/next_billing_date is null$/,
      "the original requires one; a policy that is billed no more has none, and a date would be a lie",
    ],
    [/\/billing_date is null$/, "contract: optional in a request, so that a payment may have none"],
    [
      /\/charges\/\*\/amount is null$/,
      "contract: the charge of type balance is what is left; the original has an amount of the other two alone",
    ],
    [
      /\/(external_ref|external_reference|retry_of|failure_reason|failure_code|failure_action|finalized_at|finalized_by|blocked_reason|bank_details|payment_method_id) is null$/,
      "decision: a key that the original leaves out is there, and null",
    ],
    [/\/charges\/\*\/amount must be integer$/, "a charge may be a share of the premium"],
    [
      /\/bank_details\/bank must be equal to one of the allowed values$/,
      "a bank is called what it is called",
    ],
    [/\/policy must be null$/, "the original's own `include` puts it there"],
  ],
  connected: [
    [
      /^\/data(\/balances)?\/\*\/amount must be >= 0$/,
      "a pool's balance is the sum of its accounts', less than nothing where more left than arrived; version 1 of the document has a minimum",
    ],
    [
      /^\/errorCode must be equal to one of the allowed values$/,
      "contract: seven codes, which the running system and its clients know; the document lists fewer for version 1",
    ],
  ],
};

/** What an original documents and we have no address for. */
export const NO_ADDRESS: Readonly<Record<string, string>> = {};

const AT_LEAST_ONE = "a change says what it changes";
const NO_METADATA = "contract: metadata that says nothing is refused";
const A_NUMBER = "bank details are of an account: its number, or its IBAN";
const OF_ACCOUNTS = "a pool is of accounts, named or found";

/** Where more is asked for than the original's document does: its least request is refused, by the names of what it lacks. */
export const MORE_REQUIRED: Readonly<Record<string, string>> = {
  "POST /v0/customers": "whom it is about: a consumer, or our own name and email",
  "PUT /payments/{payment_id}": "contract: what failed says why, and what follows",
  "POST /policies": "contract: ours, since there are no applications here",
  "PATCH /policies/{policy_id}": AT_LEAST_ONE,
  "PATCH /policyholders/{policyholder_id}": AT_LEAST_ONE,
  "POST /policies/{policy_id}/payments": "contract: a premium says whether it recurs",
  "POST /policies/{policy_id}/payment-coupons": "a coupon is worth an amount",
  "POST /policyholders/{policyholder_id}/payment-methods": "contract: a debit order has bank details",
  "PATCH /payments/{paymentId}/metadata": NO_METADATA,
  "PATCH /v3/payments/{paymentID}/metadata": NO_METADATA,
  "POST /bank-accounts": A_NUMBER,
  "POST /v3/bank-accounts": A_NUMBER,
  "POST /pools": OF_ACCOUNTS,
  "POST /v3/pools": OF_ACCOUNTS,
  "POST /v3/payments": "contract: a payment has an adjustment",
  "POST /v3/payment-initiations": "money that is sent goes somewhere",
};

const ONE_BY_ONE = "contract: each item is judged by itself, and told with what became of the request";

/** Where a field of another type is not refused. */
export const READ_OTHERWISE: Readonly<Record<string, string>> = {
  "POST /payments/async-create": ONE_BY_ONE,
  "POST /payments/async-update": ONE_BY_ONE,
  "PATCH /v3/payments/{paymentID}/metadata": "contract: `metadata` that is a text is a key of that name",
};
