import {
  commission,
  coupon,
  customer,
  type DescribedEvent,
  link,
  MERCHANT_ID,
  METHOD_ID,
  method,
  PARTNERSHIP_ID,
  PAYMENT_ID,
  payoutLine,
  policy,
  policyholder,
  REFERRAL_ID,
  rule,
  state,
  told,
} from "./event-examples";
import { PAYMENT_EVENTS } from "./payment-events";

/** One kind of event: what it tells, and the `data` it comes with. */
export interface EventType {
  type: string;
  group: EventGroup;
  description: string;
  example: Readonly<Record<string, unknown>>;
}

export const EVENT_GROUPS = [
  "Payments",
  "Checkout links",
  "Retries and payment methods",
  "Policies",
  "Customers",
  "Referrals",
  "Commissions",
  "Payouts",
  "Testing",
] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

const of = (group: EventGroup, types: readonly DescribedEvent[]) =>
  types.map(([type, description, example]) => ({
    type,
    group,
    description,
    example: example as EventType["example"],
  }));

/** Every event there is, in the order the catalogue shows them. Nothing else is ever put into the outbox. */
export const EVENT_TYPES: readonly EventType[] = [
  ...of("Payments", PAYMENT_EVENTS),
  ...of("Checkout links", [
    ["checkout_link.opened", "A customer opened a link for the first time.", link("pending")],
    ["checkout_link.paid", "A link was paid.", link("succeeded")],
    ["checkout_link.expired", "A link's time ran out.", link("expired")],
    ["checkout_link.cancelled", "A link was cancelled.", link("cancelled")],
  ]),
  ...of("Retries and payment methods", [
    [
      "payment.retry_scheduled",
      "A failed premium will be collected again.",
      rule("action_allow_retry", "The failure allows a retry.", {
        retryId: "pay_01m7y2cd5kf8tb6n4h3w9q0xze",
        retryReference: "01a87c1e-65cf-7ca4-a115-c42e1c95c77e",
        retryNumber: 1,
        dueAt: "2026-11-26T09:00:00.000Z",
      }),
    ],
    [
      "payment.retries_exhausted",
      "A failed premium has had all its retries.",
      rule("no_attempts_left", "All retries have been made."),
    ],
    [
      "payment.not_retried",
      "A failed premium is not tried again, and why.",
      rule("action_block_retry", "The failure forbids a retry."),
    ],
    [
      "payment.rescheduled",
      "A payment that waits was moved to another day.",
      {
        id: PAYMENT_ID,
        merchantId: MERCHANT_ID,
        ...told("policy"),
        from: "2026-11-26T00:00:00.000Z",
        to: "2026-12-01T00:00:00.000Z",
        version: 2,
        reason: "Paid on the first",
      },
    ],
    [
      "payment.method_changed",
      "A retry that waits goes by another payment method, because its policy got one.",
      {
        id: PAYMENT_ID,
        merchantId: MERCHANT_ID,
        ...told("policy"),
        from: "01a87c1e-65cf-7ca4-a115-c42e1c95c77f",
        to: METHOD_ID,
        collectionType: "card",
      },
    ],
    [
      "payment.async_create_refused",
      "An item of an asynchronous creation was refused.",
      {
        id: METHOD_ID,
        merchantId: MERCHANT_ID,
        index: 3,
        errors: [{ path: "amount", code: "required", message: '"amount" is required' }],
      },
    ],
    [
      "payment.async_update_refused",
      "An item of an asynchronous update was refused.",
      {
        id: METHOD_ID,
        merchantId: MERCHANT_ID,
        index: 3,
        errors: [{ path: "status", code: "required", message: '"status" is required' }],
      },
    ],
    [
      "payment_method.blocked",
      "A payment method is not to be charged any more.",
      method("blocked", "4 consecutive payment failures"),
    ],
    ["payment_method.unblocked", "A blocked payment method may be charged again.", method("verified", null)],
    [
      "payment_method.verification_changed",
      "A check of a payment method came to an end.",
      method("verified", null),
    ],
  ]),
  ...of("Policies", [
    ["policyholder.created", "A policyholder was added.", policyholder],
    ["policyholder.updated", "What is known of a policyholder was changed.", policyholder],
    ["payment_coupon.created", "A policy was given a payment coupon.", coupon("pending")],
    [
      "payment_coupon.redeemed",
      "A payment coupon was credited to its policy; no money moved.",
      coupon("redeemed"),
    ],
    ["payment_coupon.cancelled", "A payment coupon was cancelled.", coupon("cancelled")],
    ["policy.activated", "A policy that was not taken up is active.", policy("not_taken_up", "active")],
    ["policy.reactivated", "A policy that had ended is active again.", policy("lapsed", "active")],
    ["policy.lapsed", "A policy lapsed.", policy("active", "lapsed")],
    [
      "policy.cancelled",
      "A policy was cancelled.",
      policy("active", "cancelled", "Asked for by the policyholder"),
    ],
    ["policy.expired", "A policy came to its end.", policy("active", "expired")],
    ["policy.not_taken_up", "A policy was not taken up.", policy("active", "not_taken_up")],
    [
      "policy.updated",
      "The day or the amount a policy is billed, or data of the caller's own, changed.",
      policy("active", "active"),
    ],
  ]),
  ...of("Customers", [
    ["customer.created", "A customer was added.", customer],
    ["customer.updated", "What is known of a customer was changed.", customer],
    ["customer.deleted", "A customer was taken out of every list.", customer],
  ]),
  ...of("Referrals", [
    ["referral.created", "A referral was tracked.", state(REFERRAL_ID, null, "converted")],
    [
      "referral.converted",
      "A referral who had only clicked signed up, or whose only payment was undone (previousState).",
      state(REFERRAL_ID, "clicked", "converted"),
    ],
    [
      "referral.paid",
      "A referral paid for the first time, or came back.",
      state(REFERRAL_ID, "converted", "paid"),
    ],
    ["referral.churned", "A referral stopped paying.", state(REFERRAL_ID, "paid", "churned")],
    ["referral.rejected", "A referral was rejected, for good.", state(REFERRAL_ID, "paid", "rejected")],
    ["referral.expired", "A referral did not pay in time.", state(REFERRAL_ID, "converted", "expired")],
    ["partnership.created", "A partner was invited, or joined.", state(PARTNERSHIP_ID, null, "accepted")],
    ["partnership.accepted", "A partner accepted.", state(PARTNERSHIP_ID, "pending", "accepted")],
    ["partnership.declined", "A partner declined.", state(PARTNERSHIP_ID, "pending", "declined")],
    ["partnership.terminated", "A partnership ended.", state(PARTNERSHIP_ID, "accepted", "terminated")],
  ]),
  ...of("Commissions", [
    ["commission.created", "A payment earned a commission.", commission(null, "pending")],
    [
      "commission.approved",
      "A commission is due: its hold is over, a person said so, or its payout failed (previousState is paid).",
      commission("pending", "approved"),
    ],
    [
      "commission.rejected",
      "A commission is not owed.",
      commission("pending", "rejected", { reason: "Self-referral" }),
    ],
    [
      "commission.adjusted",
      "A refund made a commission smaller.",
      commission("approved", "approved", { amountMinor: "490" }),
    ],
    ["commission.paid", "A commission was paid out.", commission("approved", "paid")],
    [
      "commission.clawed_back",
      "A refund takes back what was paid out already; the next payout is that much less.",
      commission(null, "approved", { kind: "clawback", amountMinor: "-980" }),
    ],
  ]),
  ...of("Payouts", [
    [
      "payout_run.made",
      "A payout run was made, and its commissions are paid.",
      {
        id: "run_01m7y3e6p8g0s2v4x6z8b0d2fh",
        merchantId: MERCHANT_ID,
        from: "2026-11-01",
        through: "2026-11-21",
        partnerId: null,
        partners: 12,
        carriedOver: 3,
      },
    ],
    [
      "payout_line.paid",
      "The bank has paid a partner: a payment of a run was marked as paid.",
      payoutLine(null),
    ],
    [
      "payout_line.failed",
      "A payment of a run did not go through. Its commissions are due again.",
      payoutLine("The account is closed"),
    ],
  ]),
  ...of("Testing", [
    [
      "webhook.test",
      "Sent by hand from the console, to one endpoint.",
      { id: "we_01m7y4f7q9h1t3w5y7a9c1e3gj", message: "This is a test event." },
    ],
  ]),
];

/** The events an endpoint can ask for. A test event goes to the endpoint it was sent to. */
export const SUBSCRIBABLE_TYPES = EVENT_TYPES.filter(({ group }) => group !== "Testing").map(
  ({ type }) => type,
);

/** Types in the catalogue's order, each once, so that one choice is stored in one way. */
export function inCatalogueOrder(types: readonly string[]): string[] {
  return EVENT_TYPES.map(({ type }) => type).filter((type) => types.includes(type));
}
