import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { billingSettings } from "@/lib/policies/modules/billing-settings";
import { type Failure, judgeFailure } from "./failure-rules";
import type { RetryRow } from "./find-retries";
import { attemptsLeft, leftWords, retryVerdict } from "./retry-verdict";

const row: RetryRow = {
  originalId: "o",
  latestId: "l",
  latestStatus: "failed",
  policyId: "p",
  policyNumber: "POL-1",
  holderName: "Thandi",
  amountMinor: 100n,
  currency: "ZAR",
  description: null,
  collectionType: "card",
  methodType: "card",
  methodLast4: "4242",
  failedMethodType: "card",
  methodBlocked: false,
  blockedReason: null,
  policyActive: true,
  missingAgreement: null,
  failureReason: null,
  failureCode: null,
  failureAction: null,
  failedAt: new Date(0),
  retriesMade: 1,
  retriesAllowed: 3,
  nextAttemptAt: null,
};

const ASKS_FOR_RETRY: Failure = { action: "allow_retry", reason: "No funds", code: "insufficient_funds" };

describe("whether a failed premium can be tried again", () => {
  it("is never so while money may still arrive, after it has, or where it cannot be collected", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYMENT_STATUSES),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(null, "mandate" as const, "provider" as const),
        (latestStatus, policyActive, methodBlocked, missingAgreement) => {
          const now = { latestStatus, policyActive, methodBlocked, missingAgreement };
          const { allowed } = retryVerdict({ ...row, ...now });
          const uncollected = ["failed", "pending", "cancelled"].includes(latestStatus);
          expect(allowed).toBe(uncollected && policyActive && !methodBlocked && !missingAgreement);
        },
      ),
    );
  });

  it("is told with its reason", () => {
    const refused = (fields: Partial<RetryRow>) => {
      const verdict = retryVerdict({ ...row, ...fields });
      return verdict.allowed ? null : verdict.reason;
    };
    expect(refused({ latestStatus: "succeeded" })).toBe("It has been collected already.");
    for (const latestStatus of ["submitted", "processing"] as const)
      expect(refused({ latestStatus })).toBe("An attempt is under way; what becomes of it is awaited.");
    expect(refused({ policyActive: false })).toBe("The policy takes no more premiums.");
    expect(refused({ methodBlocked: true })).toBe("The payment method is blocked. Unblock it first.");
    expect(refused({ missingAgreement: "mandate" })).toContain("No DebiCheck mandate");
    expect(refused({ missingAgreement: "provider" })).toContain("The payer has not agreed");
    for (const blockedReason of ["Account closed", "Account closed."])
      expect(refused({ methodBlocked: true, blockedReason })).toBe(
        "The payment method is blocked (Account closed). Unblock it first.",
      );
  });

  it("names the attempt that would be made, the original being the first", () => {
    expect(retryVerdict({ ...row, retriesMade: 0 })).toEqual({
      allowed: true,
      means: "Attempt 2 is made now.",
    });
    expect(retryVerdict(row)).toEqual({ allowed: true, means: "Attempt 3 is made now." });
    expect(retryVerdict({ ...row, latestStatus: "pending" })).toEqual({
      allowed: true,
      means: "Attempt 2 is made now instead of on its day.",
    });
  });

  it("leaves as many attempts as the rules allow, and never fewer than none", () => {
    expect(attemptsLeft(row)).toBe(2);
    expect(attemptsLeft({ ...row, retriesMade: 3 })).toBe(0);
    expect(attemptsLeft({ ...row, retriesMade: 5 })).toBe(0);
    for (const missingAgreement of ["mandate", "provider"] as const)
      expect(attemptsLeft({ ...row, missingAgreement })).toBe(0);
  });

  it("leaves as many attempts as the rules would make if each failed, whatever the module, the policy and the method say", () => {
    fc.assert(
      fc.property(
        fc.record({ enabled: fc.boolean(), policyActive: fc.boolean(), methodBlocked: fc.boolean() }),
        fc.nat({ max: 5 }),
        fc.nat({ max: 5 }),
        ({ enabled, policyActive, methodBlocked }, retriesMade, numberOfRetries) => {
          const retryFailedPayments = { enabled, daysBetweenRetries: 5, numberOfRetries };
          let made = retriesMade;
          const retried = () =>
            judgeFailure(ASKS_FOR_RETRY, {
              billing: billingSettings.parse({ retryFailedPayments }),
              ...{ consecutiveFailures: 0, methodBlocked, retriesMade: made, policyTakes: policyActive },
              ...{ chainLive: false, chainGivenBack: false },
            }).retry;
          while (retried()) made += 1;
          const retriesAllowed = enabled ? numberOfRetries : 0;
          const shown = { ...row, retriesMade, retriesAllowed, policyActive, methodBlocked };
          expect(attemptsLeft(shown)).toBe(made - retriesMade);
        },
      ),
    );
  });

  it("says how many are left only where one is planned: a failure after which none follows leaves none", () => {
    expect(leftWords({ ...row, latestStatus: "pending" })).toBe("2 attempts left");
    expect(leftWords({ ...row, latestStatus: "processing", retriesMade: 2 })).toBe("1 attempt left");
    for (const latestStatus of ["failed", "cancelled"] as const)
      expect(leftWords({ ...row, latestStatus })).toBe("None is made by itself");
  });
});
