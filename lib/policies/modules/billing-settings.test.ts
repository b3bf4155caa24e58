import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BILLING_FREQUENCIES } from "../enums";
import {
  billingSettings,
  CLIENT_REFERENCE_LENGTH_MAX,
  CONSECUTIVE_FAILURES_MAX,
  EXCEPTION_CODES_MAX,
  fromStored,
  productModuleSettings,
  RETRIES_MAX,
  RETRY_DAYS_MAX,
  toStored,
} from "./billing-settings";

const fits = (settings: unknown) => billingSettings.safeParse(settings).success;

describe("the billing settings of a product module", () => {
  it("are the contract's defaults where they are left out", () => {
    expect(productModuleSettings.parse({ billing: {} })).toEqual({
      billing: {
        currency: "ZAR",
        billingFrequency: "monthly",
        retryFailedPayments: { enabled: false, daysBetweenRetries: 5, numberOfRetries: 3 },
        consecutiveFailedPaymentsAllowed: 4,
        doNotBlockPaymentMethodFailureCodes: { enabled: false, codes: [] },
        minimumPaymentAmount: { enabled: false, amountInCents: 0n },
        paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: false, daysAfterPaymentDate: 5 } } },
      },
    });
  });

  it("fill in what is left out of a part that is switched on", () => {
    const settings = billingSettings.parse({
      retryFailedPayments: { enabled: true },
      doNotBlockPaymentMethodFailureCodes: { enabled: true },
      minimumPaymentAmount: { enabled: true },
      paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true } } },
    });
    expect(settings).toMatchObject({
      retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 },
      doNotBlockPaymentMethodFailureCodes: { enabled: true, codes: [] },
      minimumPaymentAmount: { enabled: true, amountInCents: 0n },
      paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true, daysAfterPaymentDate: 5 } } },
    });
    const { debitOrders } = billingSettings.parse({ paymentMethodTypes: {} }).paymentMethodTypes;
    expect(debitOrders).toEqual({ assumeSuccess: { enabled: false, daysAfterPaymentDate: 5 } });
    expect(billingSettings.parse({ paymentMethodTypes: { debitOrders: {} } }).paymentMethodTypes).toEqual({
      debitOrders,
    });
  });

  it("keep within their limits, the limits themselves included", () => {
    const retries = (more: object) => ({ retryFailedPayments: { enabled: true, ...more } });
    const assumed = (days: number) => ({
      paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true, daysAfterPaymentDate: days } } },
    });
    const codes = (count: number) => ({
      doNotBlockPaymentMethodFailureCodes: { enabled: true, codes: Array(count).fill("x") },
    });
    const taken = [
      retries({ daysBetweenRetries: 0 }),
      retries({ daysBetweenRetries: RETRY_DAYS_MAX }),
      retries({ numberOfRetries: 0 }),
      retries({ numberOfRetries: RETRIES_MAX }),
      { consecutiveFailedPaymentsAllowed: 1 },
      { consecutiveFailedPaymentsAllowed: CONSECUTIVE_FAILURES_MAX },
      assumed(0),
      assumed(RETRY_DAYS_MAX),
      codes(EXCEPTION_CODES_MAX),
      { clientStatementReference: "x".repeat(CLIENT_REFERENCE_LENGTH_MAX) },
      { minimumPaymentAmount: { enabled: true, amountInCents: 0 } },
      ...BILLING_FREQUENCIES.map((billingFrequency) => ({ billingFrequency })),
    ];
    expect(taken.filter((each) => !fits(each))).toEqual([]);
    const refused = [
      retries({ daysBetweenRetries: -1 }),
      retries({ daysBetweenRetries: RETRY_DAYS_MAX + 1 }),
      retries({ numberOfRetries: -1 }),
      retries({ numberOfRetries: RETRIES_MAX + 1 }),
      retries({ enabled: "yes" }),
      { consecutiveFailedPaymentsAllowed: 0 },
      { consecutiveFailedPaymentsAllowed: CONSECUTIVE_FAILURES_MAX + 1 },
      assumed(-1),
      assumed(RETRY_DAYS_MAX + 1),
      codes(EXCEPTION_CODES_MAX + 1),
      { doNotBlockPaymentMethodFailureCodes: { enabled: true, codes: [""] } },
      { clientStatementReference: "x".repeat(CLIENT_REFERENCE_LENGTH_MAX + 1) },
      { minimumPaymentAmount: { enabled: true, amountInCents: -1 } },
      { billingFrequency: "hourly" },
      { currency: "XQZ" },
    ];
    expect(refused.filter(fits)).toEqual([]);
  });

  it("hold nothing that the contract does not name, at any depth", () => {
    const more = { surprise: true };
    expect(
      [
        more,
        { retryFailedPayments: { enabled: true, ...more } },
        { doNotBlockPaymentMethodFailureCodes: { enabled: true, ...more } },
        { minimumPaymentAmount: { enabled: true, ...more } },
        { paymentMethodTypes: more },
        { paymentMethodTypes: { debitOrders: more } },
        { paymentMethodTypes: { debitOrders: { assumeSuccess: { enabled: true, ...more } } } },
      ].filter(fits),
    ).toEqual([]);
    expect(productModuleSettings.safeParse({ billing: {}, ...more }).success).toBe(false);
  });

  it("come back from their column as they were, whatever the amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.boolean(), (amountInCents, enabled) => {
        const settings = { ...billingSettings.parse({}), minimumPaymentAmount: { enabled, amountInCents } };
        expect(fromStored(JSON.parse(JSON.stringify(toStored(settings))))).toEqual(settings);
      }),
    );
  });
});
