import { expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import type { RetryRow } from "@/lib/policies/collection/find-retries";
import { toRetryLine } from "./retry-line";

const row: RetryRow = {
  ...{ originalId: "o", latestId: "l", latestStatus: "pending", policyId: "p", policyNumber: "POL-1" },
  ...{ holderName: "Thandi", amountMinor: 100n, currency: "ZAR", description: null, collectionType: "card" },
  ...{
    methodType: "card",
    methodLast4: "4242",
    failedMethodType: "card",
    methodBlocked: false,
    blockedReason: null,
    policyActive: true,
    missingAgreement: null,
  },
  ...{ failureReason: null, failureCode: null, failureAction: null, failedAt: new Date(0) },
  ...{ retriesMade: 1, retriesAllowed: 3, nextAttemptAt: new Date("2026-12-02T12:00:00Z") },
};

it("says of a retry whose method is blocked that it will fail, beside its day", () => {
  expect(toRetryLine(row, DEFAULT_READER).left).toBe("2 attempts left");
  const blocked = toRetryLine({ ...row, methodBlocked: true }, DEFAULT_READER);
  expect(blocked.next).toMatch(/^Attempt 2 on /);
  expect(blocked.left).toBe("It will fail unless the method is unblocked");
  for (const missingAgreement of ["mandate", "provider"] as const) {
    const unagreed = toRetryLine({ ...row, missingAgreement }, DEFAULT_READER);
    expect(unagreed.left).toMatch(/^It will fail unless/);
    expect(unagreed.refusal).not.toBeNull();
  }
});

it.each(["America/Los_Angeles", "UTC", "Pacific/Kiritimati"])(
  "names the day of a retry, which is a day in UTC, alike to a reader in %s, and the failure's as it was there",
  (timeZone) => {
    const failedAt = new Date("2026-12-01T00:30:00Z");
    const nextAttemptAt = new Date("2026-12-04T00:30:00Z");
    const line = toRetryLine({ ...row, failedAt, nextAttemptAt }, { locale: "en-GB", timeZone });
    expect(line.next).toBe("Attempt 2 on 4 Dec 2026");
    expect(line.failedAt).toBe(timeZone === "America/Los_Angeles" ? "30 Nov 2026" : "1 Dec 2026");
  },
);
