import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECLINE_CODES, declineOf, declineWords, isOfBank } from "@/lib/connectors/decline-codes";
import { FAILURE_ACTIONS } from "../enums";
import { billingSettings } from "../modules/billing-settings";
import {
  explainRule,
  type Failure,
  type FailureRule,
  judgeFailure,
  type MethodStanding,
} from "./failure-rules";
import { actionOf } from "./settle-collection";
import { UNUSABLE_METHOD } from "./unusable-method";

const billing = billingSettings.parse({
  retryFailedPayments: { enabled: true, daysBetweenRetries: 3, numberOfRetries: 3 },
  consecutiveFailedPaymentsAllowed: 4,
});
const failure: Failure = { action: "allow_retry", reason: "No funds", code: "insufficient_funds" };
const standing: MethodStanding = {
  billing,
  consecutiveFailures: 0,
  methodBlocked: false,
  retriesMade: 0,
  chainLive: false,
  chainGivenBack: false,
  policyTakes: true,
};
const exceptions = (codes: string[], enabled = true) => ({
  ...billing,
  doNotBlockPaymentMethodFailureCodes: { enabled, codes },
});

const failures = fc.record<Failure>({
  action: fc.constantFrom(...FAILURE_ACTIONS),
  reason: fc.constantFrom("No funds", UNUSABLE_METHOD.failureReason),
  code: fc.constantFrom("insufficient_funds", UNUSABLE_METHOD.failureCode, null),
});
const standings = fc
  .record({
    consecutiveFailures: fc.nat(6),
    methodBlocked: fc.boolean(),
    retriesMade: fc.nat(4),
    chainLive: fc.boolean(),
    chainGivenBack: fc.boolean(),
    policyTakes: fc.boolean(),
    allowed: fc.integer({ min: 1, max: 5 }),
    enabled: fc.boolean(),
    numberOfRetries: fc.nat(4),
    excepted: fc.boolean(),
  })
  .map(
    ({ allowed, enabled, numberOfRetries, excepted, ...rest }): MethodStanding => ({
      ...rest,
      billing: {
        ...exceptions(["insufficient_funds"], excepted),
        consecutiveFailedPaymentsAllowed: allowed,
        retryFailedPayments: { enabled, daysBetweenRetries: 1, numberOfRetries },
      },
    }),
  );

describe("what follows from a failed payment", () => {
  it("is a retry, where the failure allows it and nothing speaks against it", () => {
    expect(judgeFailure(failure, standing)).toEqual({
      rule: "action_allow_retry",
      consecutiveFailures: 1,
      block: null,
      retry: true,
    });
  });

  it("is never a retry of a blocked method, an ended policy, a live chain, or beyond the attempts allowed", () => {
    fc.assert(
      fc.property(failures, standings, (failed, at) => {
        const { retry, block } = judgeFailure(failed, at);
        if (!retry) return;
        expect(block).toBeNull();
        expect(failed.action).toBe("allow_retry");
        expect([at.methodBlocked, at.chainLive, at.chainGivenBack, at.policyTakes]).toEqual([
          false,
          false,
          false,
          true,
        ]);
        expect(at.billing.retryFailedPayments.enabled).toBe(true);
        expect(at.retriesMade).toBeLessThan(at.billing.retryFailedPayments.numberOfRetries);
      }),
    );
  });

  it("counts each failure once, and begins anew with a block", () => {
    fc.assert(
      fc.property(failures, standings, (failed, at) => {
        const { consecutiveFailures: after, block } = judgeFailure(failed, at);
        if (block !== null) expect(after).toBe(0);
        else expect([0, 1]).toContain(after - at.consecutiveFailures);
      }),
    );
  });

  it("blocks a method that fails as often in a row as it may, whatever the failure asks for", () => {
    fc.assert(
      fc.property(failures, standings, (failed, at) => {
        const unusable =
          failed.code === UNUSABLE_METHOD.failureCode && failed.reason === UNUSABLE_METHOD.failureReason;
        const excepted =
          at.billing.doNotBlockPaymentMethodFailureCodes.enabled && failed.code === "insufficient_funds";
        fc.pre(!unusable && !excepted && !at.methodBlocked);
        const allowed = at.billing.consecutiveFailedPaymentsAllowed;
        const { rule, block, retry } = judgeFailure(failed, at);
        expect(rule === "consecutive_failures").toBe(at.consecutiveFailures + 1 >= allowed);
        if (rule !== "consecutive_failures") return;
        expect(block).toBe(`${allowed} consecutive payment failures`);
        expect(retry).toBe(false);
      }),
    );
  });

  it.each(DECLINE_CODES.filter((code) => !isOfBank(code)))(
    "costs no method anything for %s, though it were the last failure that is allowed, and repeats nothing a person ended",
    (code) => {
      const failed = { code, reason: declineWords(code, "account"), action: actionOf(declineOf(code).class) };
      const judged = judgeFailure(failed, { ...standing, consecutiveFailures: 3 });
      const retry = code === "never_arrived";
      expect(judged).toMatchObject({ consecutiveFailures: 3, block: null, retry });
    },
  );

  it.each<[string, Partial<Failure>, Partial<MethodStanding>, Partial<ReturnType<typeof judgeFailure>>]>([
    [
      "the third failure of four is counted",
      {},
      { consecutiveFailures: 2 },
      { rule: "action_allow_retry", consecutiveFailures: 3, retry: true },
    ],
    [
      "the fourth blocks the method",
      {},
      { consecutiveFailures: 3 },
      {
        rule: "consecutive_failures",
        consecutiveFailures: 0,
        block: "4 consecutive payment failures",
        retry: false,
      },
    ],
    [
      "a code that is excepted is not counted, and blocks nothing",
      {},
      { consecutiveFailures: 3, billing: exceptions(["insufficient_funds"]) },
      { rule: "action_allow_retry", consecutiveFailures: 3, retry: true },
    ],
    [
      "nor where the method stands at the limit already, which was lowered since",
      {},
      { consecutiveFailures: 5, billing: exceptions(["insufficient_funds"]) },
      { rule: "action_allow_retry", consecutiveFailures: 5, block: null },
    ],
    [
      "an exception that is switched off is none",
      {},
      { consecutiveFailures: 3, billing: exceptions(["insufficient_funds"], false) },
      { rule: "consecutive_failures" },
    ],
    [
      "an exception of another code is none",
      {},
      { consecutiveFailures: 3, billing: exceptions(["stolen_card"]) },
      { rule: "consecutive_failures" },
    ],
    [
      "one for which no bank was asked says nothing of its method",
      { code: "credentials_refused", action: "block_retry" },
      { consecutiveFailures: 3 },
      { rule: "action_block_retry", consecutiveFailures: 3, block: null },
    ],
    [
      "a failure without a code is never excepted",
      { code: null },
      { consecutiveFailures: 3, billing: exceptions(["", "null"]) },
      { rule: "consecutive_failures" },
    ],
    [
      "a failure that asks for it blocks the method, with its reason",
      { action: "block_payment_method", reason: "Account closed" },
      {},
      { rule: "action_block_payment_method", consecutiveFailures: 0, block: "Account closed", retry: false },
    ],
    [
      "a failure that asks for no retry gets none",
      { action: "block_retry" },
      {},
      { rule: "action_block_retry", consecutiveFailures: 1, block: null, retry: false },
    ],
    [
      "a method that is blocked already stays as it is",
      { action: "block_payment_method" },
      { methodBlocked: true, consecutiveFailures: 3 },
      { rule: "method_already_blocked", consecutiveFailures: 3, block: null, retry: false },
    ],
    [
      "the record that a method could not be used is neither counted nor retried",
      { code: UNUSABLE_METHOD.failureCode, reason: UNUSABLE_METHOD.failureReason },
      { consecutiveFailures: 3, methodBlocked: true },
      { rule: "unusable_method_record", consecutiveFailures: 3, block: null, retry: false },
    ],
    [
      "the same code with another reason is a failure like any other",
      { code: UNUSABLE_METHOD.failureCode },
      {},
      { rule: "action_allow_retry", consecutiveFailures: 1 },
    ],
    [
      "the same reason with another code too",
      { reason: UNUSABLE_METHOD.failureReason },
      {},
      { rule: "action_allow_retry", consecutiveFailures: 1 },
    ],
    [
      "a module that does not retry makes no retry",
      {},
      { billing: billingSettings.parse({}) },
      { rule: "retries_disabled", consecutiveFailures: 1, retry: false },
    ],
    [
      "the last retry that is allowed is made",
      {},
      { retriesMade: 2 },
      { rule: "action_allow_retry", retry: true },
    ],
    [
      "none is made after it",
      {},
      { retriesMade: 3 },
      { rule: "no_attempts_left", consecutiveFailures: 1, retry: false },
    ],
    [
      "a policy that has ended is not collected for",
      {},
      { policyTakes: false },
      { rule: "policy_ended", consecutiveFailures: 1, retry: false },
    ],
    [
      "money that another attempt is after is not asked for twice",
      {},
      { chainLive: true },
      { rule: "another_attempt", consecutiveFailures: 1, retry: false },
    ],
    [
      "money that was given back is not asked for again",
      {},
      { chainGivenBack: true },
      { rule: "reversed", consecutiveFailures: 1, retry: false },
    ],
  ])("%s", (_, failed, at, expected) => {
    expect(judgeFailure({ ...failure, ...failed }, { ...standing, ...at })).toMatchObject(expected);
  });

  it.each<[FailureRule, string]>([
    ["unusable_method_record", "Not retried and not counted: the payment method could not be used."],
    ["method_already_blocked", "Not retried: the payment method is blocked."],
    ["consecutive_failures", "Payment method blocked: too many failed payments in a row. Not retried."],
    ["action_block_payment_method", "Payment method blocked, because the failure asks for it. Not retried."],
    ["action_block_retry", "Not retried, because the failure asks for none."],
    ["retries_disabled", "Not retried: the product module does not retry failed payments."],
    ["no_attempts_left", "Not retried: no attempts are left."],
    ["policy_ended", "Not retried: the policy takes no more premiums."],
    ["reversed", "Not retried: the premium, or a part of it, was given back."],
    ["another_attempt", "Not retried: another attempt is under way or has succeeded."],
    ["action_allow_retry", "Retry scheduled, because the failure allows it."],
  ])("%s is told on the timeline as: %s", (rule, sentence) => {
    expect(explainRule(rule)).toBe(sentence);
  });
});
