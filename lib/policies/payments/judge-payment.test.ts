import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/durations";
import { POLICY_PAYMENT_STATUSES } from "@/lib/policies/enums";
import { billingSettings } from "@/lib/policies/modules/billing-settings";
import { aChain, aMethod, aPolicy, NOW } from "@/lib/policies/testing-rules";
import type { Ctx } from "@/lib/verb/context";
import type { CreatePolicyPaymentBody } from "./create-fields";
import { type Facts, judgePayment } from "./judge-payment";

const ctx: Ctx = { actor: { type: "job", id: "test", label: "test" }, requestId: "q", now: NOW };
const method = aMethod({ id: "method" });
const policy = aPolicy({ id: "policy" });

const body: CreatePolicyPaymentBody = {
  status: "pending",
  payment_method_id: "method",
  payment_type: "premium",
  payment_date: NOW,
  collection_type: "card",
  premium_type: "recurring",
  amount: 1_000n,
  description: "November",
};

const facts = (fields: Partial<Facts> = {}): Facts => ({
  chains: new Map(),
  methods: new Map([["method", method]]),
  references: new Set(),
  ...fields,
});

function judge(
  value: Partial<CreatePolicyPaymentBody>,
  { of = policy, at = facts(), ...more }: { of?: typeof policy; at?: Facts; idempotencyKey?: string } = {},
) {
  return judgePayment(ctx, at, { policy: of, read: { value: { ...body, ...value }, issues: [] }, ...more });
}

/** Path and message of every issue; fails where there is none. */
function issuesOf(...given: Parameters<typeof judge>) {
  const judged = judge(...given);
  return "issues" in judged ? judged.issues.map(({ path, message }) => `${path}: ${message}`) : "fit";
}

function draftOf(...given: Parameters<typeof judge>) {
  const judged = judge(...given);
  if ("issues" in judged) throw new Error(JSON.stringify(judged.issues));
  return judged.draft;
}

describe("when a payment was decided", () => {
  const ahead = (ms: number) => new Date(NOW.getTime() + ms);
  const failed = { failure_reason: "No funds", failure_action: "block_retry" } as const;

  it.each(POLICY_PAYMENT_STATUSES)("is never still to come, whatever became of it: %s", (status) => {
    const told = { status, ...(status === "failed" && failed) };
    for (const ms of [-DAY_MS, 0, 5 * MINUTE_MS])
      expect(issuesOf({ ...told, finalized_at: ahead(ms) }), String(ms)).toBe("fit");
    for (const ms of [5 * MINUTE_MS + 1, DAY_MS])
      expect(issuesOf({ ...told, finalized_at: ahead(ms) }), String(ms)).toEqual([
        `finalized_at: "finalized_at" must not be in the future`,
      ]);
  });
});

describe("a payment that is fit", () => {
  it("is recorded as it was sent", () => {
    const all = {
      status: "failed",
      billing_date: new Date("2026-12-01T00:00:00Z"),
      external_reference: "ext",
      failure_reason: "No funds",
      failure_action: "block_retry",
      failure_code: "insufficient_funds",
      finalized_at: new Date("2026-11-27T00:00:00Z"),
    } as const;
    expect(draftOf(all, { idempotencyKey: "key" })).toEqual({
      id: expect.any(String),
      policy,
      paymentMethodId: "method",
      status: "failed",
      paymentType: "premium",
      premiumType: "recurring",
      collectionType: "card",
      amountMinor: 1_000n,
      description: "November",
      paymentDate: NOW,
      billingDate: all.billing_date,
      externalReference: "ext",
      retryOf: null,
      retryNumber: 0,
      reversalOf: null,
      failureReason: "No funds",
      failureAction: "block_retry",
      failureCode: "insufficient_funds",
      finalizedAt: all.finalized_at,
      idempotencyKey: "key",
      reason: null,
    });
  });

  it("has nothing where nothing was sent", () => {
    const { premium_type, amount, description, ...least } = body;
    expect([premium_type, amount, description]).toEqual(["recurring", 1_000n, "November"]);
    const judged = judgePayment(ctx, facts(), { policy, read: { value: least, issues: [] } });
    expect(judged).toMatchObject({
      draft: {
        premiumType: null,
        amountMinor: 0n,
        description: null,
        billingDate: null,
        externalReference: null,
        failureReason: null,
        failureAction: null,
        failureCode: null,
        finalizedAt: null,
        idempotencyKey: null,
      },
    });
  });
});

describe("the method of a payment", () => {
  const WRONG = '"payment_method_id" must be a payment method of the policy\'s policyholder';

  it("is one of the policyholder's", () => {
    expect(issuesOf({ payment_method_id: "nobody's" })).toEqual([`payment_method_id: ${WRONG}`]);
    const other = facts({ methods: new Map([["method", aMethod({ policyholderId: "another" })]]) });
    expect(issuesOf({}, { at: other })).toEqual([`payment_method_id: ${WRONG}`]);
  });

  it("suits the way of collecting", () => {
    expect(issuesOf({ collection_type: "debit_order_two_day" })).toEqual([
      'collection_type: "collection_type" must suit the payment method, which is of type card',
    ]);
    expect(issuesOf({ collection_type: "other" })).toBe("fit");
  });

  it("is not judged where the body does not name it, or not how", () => {
    const missing = { path: "payment_method_id", code: "required", message: "is required" } as const;
    const read = (value: Partial<CreatePolicyPaymentBody>) =>
      judgePayment(ctx, facts(), { policy, read: { value, issues: [missing] } });
    const { payment_method_id: _, ...without } = body;
    expect(read(without)).toEqual({ issues: [missing] });
    expect(read({ payment_method_id: "method" })).toEqual({ issues: [missing] });
  });

  it("that cannot be collected from makes a record that says so, of what is still to be collected", () => {
    const blocked = facts({ methods: new Map([["method", aMethod({ banvStatus: "blocked" })]]) });
    const stuck = {
      status: "failed",
      failureReason: "Payment method failed verification or is blocked",
      failureCode: "payment_method_unusable",
      failureAction: "block_retry",
      finalizedAt: NOW,
    };
    expect(draftOf({}, { at: blocked })).toMatchObject(stuck);
    expect(draftOf({ payment_type: "other" }, { at: blocked })).toMatchObject(stuck);
    expect(draftOf({ payment_type: "claim_payout" }, { at: blocked }).status).toBe("pending");
    expect(draftOf({ status: "successful" }, { at: blocked }).status).toBe("succeeded");
    expect(draftOf({}).status).toBe("pending");
  });
});

describe("the policy of a payment", () => {
  it("takes no premium once it has ended, but what gives money back", () => {
    const lapsed = aPolicy({ status: "lapsed" });
    expect(issuesOf({}, { of: lapsed })).toEqual([
      'payment_type: "payment_type" premium is not allowed: the policy is lapsed',
    ]);
    expect(issuesOf({ payment_type: "premium_refund" }, { of: lapsed })).toBe("fit");
  });

  it("asks for no premium below its module's minimum, but keeps what was paid", () => {
    const minimum = (enabled: boolean) =>
      aPolicy({
        billing: billingSettings.parse({ minimumPaymentAmount: { enabled, amountInCents: 1_000 } }),
      });
    const small = { amount: 999n };
    expect(issuesOf(small, { of: minimum(true) })).toEqual([
      'amount: "amount" must be at least 1000, the product module\'s minimum',
    ]);
    expect(issuesOf({ amount: 1_000n }, { of: minimum(true) })).toBe("fit");
    expect(issuesOf(small, { of: minimum(false) })).toBe("fit");
    expect(issuesOf({ ...small, status: "successful" }, { of: minimum(true) })).toBe("fit");
    expect(issuesOf({ ...small, payment_type: "other" }, { of: minimum(true) })).toBe("fit");
    const { amount, ...without } = body;
    expect(amount).toBe(1_000n);
    const judged = judgePayment(ctx, facts(), {
      policy: minimum(true),
      read: { value: without, issues: [] },
    });
    expect("draft" in judged).toBe(true);
  });

  it("charges on it what can be kept", () => {
    const charges = [{ type: "fixed", name: "Fee", description: "", amount: String(2n ** 64n) } as const];
    expect(issuesOf({}, { of: aPolicy({ charges }) })).toEqual([
      'amount: "amount" is too large or too small for what the policy charges on it',
    ]);
  });
});

describe("an external reference", () => {
  const TAKEN = ['external_reference: "external_reference" is taken by another payment'];

  it("is taken once in its organisation, by those judged before it as well", () => {
    const at = facts({ references: new Set(["merchant/taken"]) });
    expect(issuesOf({ external_reference: "taken" }, { at })).toEqual(TAKEN);
    expect(issuesOf({ external_reference: "free" }, { at })).toBe("fit");
    expect(issuesOf({ external_reference: "free" }, { at })).toEqual(TAKEN);
    expect(issuesOf({ external_reference: "free" }, { at, of: aPolicy({ merchantId: "other" }) })).toBe(
      "fit",
    );
  });

  it("stays free where the payment is refused", () => {
    const at = facts();
    const refused = { external_reference: "free", payment_method_id: "nobody's" };
    expect(issuesOf(refused, { at })).not.toBe("fit");
    expect(issuesOf({}, { at })).toBe("fit");
    expect(issuesOf({ external_reference: "free" }, { at })).toBe("fit");
  });
});

describe("a retry", () => {
  const chain = () =>
    aChain({
      originalId: "original",
      policyId: "policy",
      amountMinor: 700n,
      description: "October",
      statuses: { original: "failed", later: "cancelled" },
      retries: 1,
    });
  const chained = (fields: Partial<ReturnType<typeof chain>> = {}, id = "original") =>
    facts({ chains: new Map([[id, { ...chain(), ...fields }]]) });

  it("is of the same money as the first attempt, and numbered", () => {
    expect(draftOf({ retry_of: "original" }, { at: chained() })).toMatchObject({
      amountMinor: 700n,
      description: "October",
      retryOf: "original",
      retryNumber: 2,
    });
    expect(draftOf({ retry_of: "original" }, { at: chained({ description: null }) }).description).toBeNull();
  });

  it("leaves no room for another while it may still collect", () => {
    const at = chained();
    expect(issuesOf({ retry_of: "original" }, { at })).toBe("fit");
    expect(issuesOf({ retry_of: "original" }, { at })).toEqual([
      'retry_of: "retry_of" must not have a later attempt that is pending or successful',
    ]);
  });

  it.each(["failed", "cancelled"] as const)("that is recorded as %s leaves room for the next", (status) => {
    const at = chained();
    expect(issuesOf({ retry_of: "original", status }, { at })).toBe("fit");
    expect(draftOf({ retry_of: "original" }, { at }).retryNumber).toBe(3);
  });

  it("is of a failed payment of the same policy", () => {
    const WRONG = ['retry_of: "retry_of" must be a failed payment of the same policy'];
    expect(issuesOf({ retry_of: "unknown" }, { at: chained() })).toEqual(WRONG);
    expect(issuesOf({ retry_of: "original" }, { at: chained({ policyId: "another" }) })).toEqual(WRONG);
    expect(issuesOf({ retry_of: "later" }, { at: chained({}, "later") })).toEqual(WRONG);
    const succeeded = chained({ statuses: { original: "succeeded" }, live: true });
    expect(issuesOf({ retry_of: "original" }, { at: succeeded })).toEqual(WRONG);
  });

  it("is of the type of what it retries", () => {
    const other = { retry_of: "original", payment_type: "other" } as const;
    expect(issuesOf(other, { at: chained() })).toEqual([
      'payment_type: "payment_type" must be premium, like that of the payment it retries',
    ]);
    const { payment_type: _, ...untyped } = body;
    const missing = { path: "payment_type", code: "required", message: "is required" } as const;
    const read = { value: { ...untyped, retry_of: "original" }, issues: [missing] };
    expect(judgePayment(ctx, chained(), { policy, read })).toEqual({ issues: [missing] });
  });
});

it("tells every issue at once, those of the body first, one for each field", () => {
  const of_body = { path: "payment_type", code: "invalid_value", message: "of the body" } as const;
  const judged = judgePayment(ctx, facts({ references: new Set(["merchant/taken"]) }), {
    policy: aPolicy({ status: "lapsed" }),
    read: {
      value: { ...body, payment_method_id: "nobody's", external_reference: "taken", retry_of: "unknown" },
      issues: [of_body],
    },
  });
  expect("issues" in judged && judged.issues.map(({ path }) => path)).toEqual([
    "payment_type",
    "payment_method_id",
    "external_reference",
    "retry_of",
  ]);
  expect("issues" in judged && judged.issues[0]).toEqual(of_body);
});
