import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import {
  COLLECTION_TYPES,
  FAILURE_ACTIONS,
  type PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  PREMIUM_TYPES,
} from "./enums";
import { anInsurer, type Insurer } from "./testing";

let insurer: Insurer;
beforeAll(async () => {
  insurer = await anInsurer();
});

type Row = [
  name: string,
  status: (typeof POLICY_PAYMENT_STATUSES)[number],
  more: Record<string, unknown>,
  errors: string[],
];

const required = (field: string) => `${field}: "${field}" is required`;
const forbidden = (field: string) => `${field}: "${field}" is not allowed`;
const AT = "2026-03-02T08:00:00.000Z";

const rows: Row[] = [
  ["status", "pending", { status: undefined }, [required("status")]],
  ["payment_method_id", "pending", { payment_method_id: undefined }, [required("payment_method_id")]],
  ["payment_type", "pending", { payment_type: undefined }, [required("payment_type")]],
  ["payment_date", "pending", { payment_date: undefined }, [required("payment_date")]],
  ["collection_type", "pending", { collection_type: undefined }, [required("collection_type")]],
  ["premium_type of a premium", "pending", { premium_type: undefined }, [required("premium_type")]],
  [
    "premium_type of a reversal",
    "pending",
    { payment_type: "reversal", premium_type: undefined, amount: -100 },
    [required("premium_type")],
  ],
  [
    "premium_type of a claim payout",
    "pending",
    { payment_type: "claim_payout" },
    [forbidden("premium_type")],
  ],
  ["premium_type of something else", "pending", { payment_type: "other" }, [forbidden("premium_type")]],
  ["amount", "pending", { amount: undefined }, [required("amount")]],
  ["description", "pending", { description: undefined }, [required("description")]],
  ["finalized_at of a failure", "failed", { finalized_at: undefined }, [required("finalized_at")]],
  ["finalized_at of a success", "successful", { finalized_at: undefined }, [required("finalized_at")]],
  ["failure_reason", "failed", { failure_reason: undefined }, [required("failure_reason")]],
  ["failure_action", "failed", { failure_action: undefined }, [required("failure_action")]],
  ...(["submitted", "pending", "processing", "cancelled", "successful"] as const).flatMap((status): Row[] => [
    [`failure_reason of a ${status} one`, status, { failure_reason: "x" }, [forbidden("failure_reason")]],
    [
      `failure_action of a ${status} one`,
      status,
      { failure_action: "allow_retry" },
      [forbidden("failure_action")],
    ],
    [`failure_code of a ${status} one`, status, { failure_code: "x" }, [forbidden("failure_code")]],
  ]),
  ["an unknown key", "pending", { reversal_of_payment_id: newId() }, [forbidden("reversal_of_payment_id")]],
  [
    "everything at once",
    "pending",
    {
      payment_method_id: undefined,
      amount: "100",
      description: undefined,
      premium_type: undefined,
      failure_code: "05",
      extra: 1,
    },
    [
      required("payment_method_id"),
      required("premium_type"),
      'amount: "amount" must be an integer',
      required("description"),
      forbidden("failure_code"),
      forbidden("extra"),
    ],
  ],
  [
    "an empty body judges nothing that depends on status or type",
    "pending",
    Object.fromEntries(
      [
        "status",
        "payment_method_id",
        "payment_type",
        "premium_type",
        "payment_date",
        "collection_type",
        "amount",
        "description",
      ].map((name) => [name, undefined]),
    ),
    [
      "status",
      "payment_method_id",
      "payment_type",
      "payment_date",
      "collection_type",
      "amount",
      "description",
    ].map(required),
  ],
  [
    "an unknown status judges no failure fields",
    "pending",
    { status: "paid", failure_reason: 5, finalized_at: 7 },
    ['status: "status" must be one of [submitted, pending, processing, successful, failed, cancelled]'],
  ],
  [
    "an unknown type judges no premium type",
    "pending",
    { payment_type: "gift", premium_type: 5 },
    ['payment_type: "payment_type" must be one of [premium, reversal, claim_payout, premium_refund, other]'],
  ],
  ["a fraction", "pending", { amount: 1.5 }, ['amount: "amount" must be an integer']],
  ["nothing", "pending", { amount: 0 }, ['amount: "amount" must not be 0']],
  [
    "a negative premium",
    "pending",
    { amount: -5 },
    ['amount: "amount" must be greater than 0 for a payment of type premium'],
  ],
  [
    "a negative payout",
    "pending",
    { amount: -5, payment_type: "claim_payout", premium_type: undefined },
    ['amount: "amount" must be greater than 0 for a payment of type claim_payout'],
  ],
  [
    "an optional null",
    "pending",
    { billing_date: null },
    ['billing_date: "billing_date" must be a valid date'],
  ],
  [
    "a null reference",
    "pending",
    { external_reference: null },
    ['external_reference: "external_reference" must be a string'],
  ],
  [
    "a null original, and nothing of what hangs on it",
    "pending",
    { retry_of: null },
    ['retry_of: "retry_of" must be a valid GUID'],
  ],
  [
    "a NUL in text",
    "pending",
    { description: "a\0b" },
    ['description: "description" must not contain a NUL character'],
  ],
  [
    "a time whose retry would be in a year of five digits",
    "failed",
    { failure_action: "allow_retry", finalized_at: "9999-12-31" },
    ['finalized_at: "finalized_at" must be within the years 1000 to 9998'],
  ],
  [
    "a time that its offset carries out of the years there are",
    "pending",
    { payment_date: "9999-12-31T23:59:59-12:00", billing_date: "1000-01-01T00:00:00+12:00" },
    [
      'payment_date: "payment_date" must be within the years 1000 to 9998',
      'billing_date: "billing_date" must be within the years 1000 to 9998',
    ],
  ],
  [
    "a year before those there are",
    "pending",
    { payment_date: "0001-01-01" },
    ['payment_date: "payment_date" must be within the years 1000 to 9998'],
  ],
  [
    "a date there is not",
    "pending",
    { payment_date: "2026-02-30" },
    ['payment_date: "payment_date" must be a valid date'],
  ],
  [
    "no date at all",
    "pending",
    { payment_date: "today" },
    ['payment_date: "payment_date" must be a valid date'],
  ],
  [
    "no GUID",
    "pending",
    { payment_method_id: "abc" },
    ['payment_method_id: "payment_method_id" must be a valid GUID'],
  ],
  [
    "a method of somebody else",
    "pending",
    { payment_method_id: newId() },
    ['payment_method_id: "payment_method_id" must be a payment method of the policy\'s policyholder'],
  ],
  [
    "a way the method cannot be collected in",
    "pending",
    { collection_type: "card" },
    ['collection_type: "collection_type" must suit the payment method, which is of type debit_order'],
  ],
  [
    "an original there is not",
    "pending",
    { retry_of: newId(), amount: undefined, description: undefined },
    ['retry_of: "retry_of" must be a failed payment of the same policy'],
  ],
  [
    "amount and description of a retry",
    "pending",
    { retry_of: newId() },
    [
      forbidden("amount"),
      forbidden("description"),
      'retry_of: "retry_of" must be a failed payment of the same policy',
    ],
  ],
];

describe("POST /policies/{id}/payments refuses with every field at once", () => {
  it.each(rows)("%s (%s)", async (_, status, more, errors) => {
    const { status: code, body } = await insurer.pay(status, more);
    expect(code).toBe(400);
    expect(body.error?.type).toBe("validation_error");
    expect(body.error?.errors.map(({ path, message }) => `${path}: ${message}`)).toEqual(errors);
    expect(Object.keys(body.error ?? {})).toEqual(["type", "message", "more_info", "trace_id", "errors"]);
  });
});

describe("POST /policies/{id}/payments takes", () => {
  it.each(POLICY_PAYMENT_STATUSES)("a %s payment", async (status) => {
    const { status: code, body } = await insurer.pay(status);
    expect(code).toBe(200);
    expect(body).toMatchObject({ status, amount: 18_000, policy_id: insurer.policyId });
  });

  it.each(PREMIUM_TYPES)("the premium type %s", async (premium_type) => {
    expect((await insurer.pay("processing", { premium_type })).body).toMatchObject({ premium_type });
  });

  it.each(FAILURE_ACTIONS)("the failure action %s", async (failure_action) => {
    const own = await anInsurer();
    expect((await own.pay("failed", { failure_action })).body).toMatchObject({ failure_action });
  });

  it.each(COLLECTION_TYPES.filter((type) => type !== "card" && type !== "external"))(
    "a debit order collected as %s",
    async (collection_type) => {
      expect((await insurer.pay("processing", { collection_type })).body).toMatchObject({ collection_type });
    },
  );

  it.each([
    ["premium", { premium_type: "recurring" }],
    ["reversal", { premium_type: "arrears", amount: -18_000 }],
    ["claim_payout", { premium_type: undefined }],
    ["premium_refund", { premium_type: undefined, amount: -500 }],
    ["premium_refund", { premium_type: "premium_refund", amount: 500 }],
    ["other", { premium_type: undefined }],
  ] as [(typeof PAYMENT_TYPES)[number], Record<string, unknown>][])(
    "a %s with %j",
    async (payment_type, more) => {
      const { status, body } = await insurer.pay("processing", { payment_type, ...more });
      expect(status).toBe(200);
      expect(body).toMatchObject({ payment_type });
    },
  );

  it("every optional field, times with an offset, and plain dates as midnight UTC", async () => {
    const reference = newId();
    const { body } = await insurer.pay("failed", {
      billing_date: "2026-03-05T01:30:00+02:00",
      external_reference: reference,
      failure_code: "05",
    });
    expect(body).toMatchObject({
      payment_date: "2026-03-01T00:00:00.000Z",
      billing_date: "2026-03-04T23:30:00.000Z",
      action_date: "2026-03-04T23:30:00.000Z",
      finalized_at: AT,
      external_ref: reference,
      failure_reason: "Insufficient funds",
      failure_code: "05",
    });
  });
});
