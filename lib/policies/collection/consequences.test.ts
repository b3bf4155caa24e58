import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAILURE_ACTIONS } from "@/lib/policies/enums";
import { billingSettings } from "@/lib/policies/modules/billing-settings";
import { aChain, aMethod, aPolicy, aPremium, NOW, RETRYING } from "@/lib/policies/testing-rules";
import { type CollectionOutcome, consequencesOf, type OutcomeFacts } from "./consequences";
import type { Failure } from "./failure-rules";

const failure: Failure = { action: "allow_retry", reason: "No funds", code: "insufficient_funds" };

/** Outcomes of one method's payments, each payment with a chain of its own. */
function world(failures: readonly (Failure | null)[], billing = RETRYING) {
  const method = aMethod();
  const policy = aPolicy({ billing });
  const outcomes = failures.map(
    (each): CollectionOutcome => ({
      payment: aPremium({ paymentMethodId: method.id, policy }),
      failure: each,
    }),
  );
  const chains = new Map(outcomes.map(({ payment }) => [payment.id, aChain({ originalId: payment.id })]));
  const by: OutcomeFacts = { chains, methods: new Map([[method.id, method]]), chosen: new Map() };
  return { method, policy, outcomes, chains, by };
}

describe("what follows from a failure", () => {
  it("is one attempt more at the same money, after the days the rules say", () => {
    const { outcomes, by } = world([failure]);
    const { retries, news, changed } = consequencesOf(outcomes, by);
    const failed = outcomes[0]?.payment;
    expect(retries).toEqual([
      {
        ...failed,
        id: expect.not.stringMatching(String(failed?.id)),
        status: "pending",
        paymentDate: new Date(NOW.getTime() + 2 * 24 * 60 * 60 * 1_000),
        billingDate: new Date(NOW.getTime() + 2 * 24 * 60 * 60 * 1_000),
        externalReference: null,
        retryOf: failed?.id,
        retryNumber: 1,
        failureReason: null,
        failureAction: null,
        failureCode: null,
        finalizedAt: null,
        idempotencyKey: null,
        reason: "Retry 1, because the failure allows it.",
      },
    ]);
    expect(news).toEqual([
      {
        type: "payment.retry_scheduled",
        merchantId: "merchant",
        paymentId: failed?.id,
        objectId: failed?.id,
        data: {
          rule: "action_allow_retry",
          reason: "Retry scheduled, because the failure allows it.",
          paymentId: failed?.id,
          retryId: retries[0]?.id,
          retryNumber: 1,
          dueAt: retries[0]?.paymentDate,
        },
      },
    ]);
    expect(changed.map(({ consecutiveFailures }) => consecutiveFailures)).toEqual([1]);
  });

  it("is never two attempts at the same money, however often it is told", () => {
    const { outcomes, by } = world([failure]);
    const twice = [...outcomes, ...outcomes];
    const { retries, news } = consequencesOf(twice, by);
    expect(retries).toHaveLength(1);
    expect(news.map(({ type }) => type)).toEqual(["payment.retry_scheduled", "payment.not_retried"]);
  });

  it("counts the attempts of the whole chain", () => {
    const { outcomes, by, chains } = world([failure]);
    const [chain] = [...chains.values()];
    if (chain) Object.assign(chain, { retries: 1, originalId: "the first" });
    expect(consequencesOf(outcomes, by).retries).toMatchObject([
      { retryOf: "the first", retryNumber: 2, reason: "Retry 2, because the failure allows it." },
    ]);
    if (chain) Object.assign(chain, { live: false });
    const exhausted = consequencesOf(outcomes, by);
    expect(exhausted.retries).toEqual([]);
    expect(exhausted.news.map(({ type, data }) => [type, data.rule])).toEqual([
      ["payment.retries_exhausted", "no_attempts_left"],
    ]);
  });

  it("is the end of the method where it blocks it, told in the payment's history and in the method's", () => {
    const block: Failure = { action: "block_payment_method", reason: "Account closed", code: null };
    const { outcomes, by, method } = world([block, failure]);
    const { retries, news, changed } = consequencesOf(outcomes, by);
    expect(retries).toEqual([]);
    expect(changed).toEqual([method]);
    expect(method).toMatchObject({
      banvStatus: "blocked",
      blockedReason: "Account closed",
      consecutiveFailures: 0,
    });
    const [blocked, after] = outcomes.map(({ payment }) => payment.id);
    const told = {
      rule: "action_block_payment_method",
      reason: "Payment method blocked, because the failure asks for it. Not retried.",
      paymentId: blocked,
    };
    const shared = { type: "payment_method.blocked", merchantId: "merchant", objectId: method.id };
    const data = { ...told, paymentMethodId: method.id, blockedReason: "Account closed" };
    expect(news).toMatchObject([
      { ...shared, paymentId: blocked, data },
      { ...shared, paymentId: null, data },
      { type: "payment.not_retried", paymentId: blocked, objectId: blocked, data: told },
      { type: "payment.not_retried", paymentId: after, data: { rule: "method_already_blocked" } },
    ]);
    expect(news).toHaveLength(4);
  });

  it("is no retry of a policy that has ended, nor where the module makes none", () => {
    const ended = world([failure]);
    for (const { payment } of ended.outcomes) payment.policy.status = "lapsed";
    const { retries, news } = consequencesOf(ended.outcomes, ended.by);
    expect([retries, news.map(({ data }) => data.rule)]).toEqual([[], ["policy_ended"]]);
    const off = world([failure], billingSettings.parse({}));
    expect(consequencesOf(off.outcomes, off.by).retries).toEqual([]);
  });

  it("is an attempt by the method the policy has chosen, and none where the one that failed is blocked", () => {
    const { outcomes, by, policy, method } = world([failure]);
    const chosen = new Map([[policy.id, { id: "chosen", type: "debit_order" as const }]]);
    expect(consequencesOf(outcomes, { ...by, chosen }).retries).toMatchObject([
      { paymentMethodId: "chosen", collectionType: "debit_order_two_day" },
    ]);
    for (const chain of by.chains.values()) Object.assign(chain, { retries: 0, live: false });
    method.banvStatus = "blocked";
    expect(consequencesOf(outcomes, { ...by, chosen }).retries).toEqual([]);
  });

  it("is due some days after nothing where the failure has no time", () => {
    const { outcomes, by } = world([failure]);
    for (const { payment } of outcomes) payment.finalizedAt = null;
    const [retry] = consequencesOf(outcomes, by).retries;
    expect(retry?.paymentDate).toEqual(new Date(2 * 24 * 60 * 60 * 1_000));
  });

  it("agrees with counting by hand over any run of outcomes", () => {
    const outcome = fc.option(
      fc.record<Failure>({
        action: fc.constantFrom(...FAILURE_ACTIONS),
        reason: fc.constant("No funds"),
        code: fc.constant(null),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (failures, allowed) => {
          const billing = { ...RETRYING, consecutiveFailedPaymentsAllowed: allowed };
          const { outcomes, by, method } = world(failures, billing);
          const { retries, news, changed } = consequencesOf(outcomes, by);
          let inARow = 0;
          let blocked = false;
          let retried = 0;
          for (const each of failures) {
            if (!each) inARow = 0;
            if (!each || blocked) continue;
            inARow += 1;
            blocked = inARow >= allowed || each.action === "block_payment_method";
            if (blocked) inARow = 0;
            else if (each.action === "allow_retry") retried += 1;
          }
          expect(retries).toHaveLength(retried);
          expect(method.consecutiveFailures).toBe(inARow);
          expect(method.banvStatus === "blocked").toBe(blocked);
          expect(news.filter(({ type }) => type === "payment_method.blocked")).toHaveLength(blocked ? 2 : 0);
          expect(changed).toHaveLength(failures.some(Boolean) ? 1 : 0);
        },
      ),
    );
  });
});

describe("what follows from a success", () => {
  it("is that the failures before it no longer count", () => {
    const { outcomes, by, method } = world([null]);
    method.consecutiveFailures = 3;
    expect(consequencesOf(outcomes, by)).toEqual({ retries: [], news: [], changed: [method] });
    expect(method.consecutiveFailures).toBe(0);
  });

  it("is nothing where none came before it", () => {
    const { outcomes, by } = world([null]);
    expect(consequencesOf(outcomes, by)).toEqual({ retries: [], news: [], changed: [] });
  });
});

it("stops where a payment's method or chain was not looked up", () => {
  const { outcomes, by } = world([failure]);
  expect(() => consequencesOf(outcomes, { ...by, methods: new Map() })).toThrow(
    "a payment's method is not there",
  );
  expect(() => consequencesOf(outcomes, { ...by, chains: new Map() })).toThrow(
    "a payment's chain is not there",
  );
});
