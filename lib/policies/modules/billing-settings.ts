import { z } from "zod";
import { BILLING_FREQUENCIES } from "@/lib/policies/enums";
import { count, currencyField, nonNegativeIntegerField, text } from "@/lib/policies/fields";

export const CLIENT_REFERENCE_LENGTH_MAX = 10;
export const RETRY_DAYS_MAX = 365;
export const RETRIES_MAX = 50;
export const CONSECUTIVE_FAILURES_DEFAULT = 4;
export const CONSECUTIVE_FAILURES_MAX = 1_000;
export const EXCEPTION_CODES_MAX = 500;

const flag = z.boolean();

/** Policy contract, "Product module settings.billing". What is left out is switched off, or the contract's default. */
export const billingSettings = z.strictObject({
  currency: currencyField.default("ZAR"),
  billingFrequency: z.enum(BILLING_FREQUENCIES).default("monthly"),
  clientStatementReference: text(CLIENT_REFERENCE_LENGTH_MAX).optional(),
  retryFailedPayments: z
    .strictObject({
      enabled: flag,
      daysBetweenRetries: count(0, RETRY_DAYS_MAX).default(5),
      numberOfRetries: count(0, RETRIES_MAX).default(3),
    })
    .default({ enabled: false, daysBetweenRetries: 5, numberOfRetries: 3 }),
  consecutiveFailedPaymentsAllowed: count(1, CONSECUTIVE_FAILURES_MAX).default(CONSECUTIVE_FAILURES_DEFAULT),
  doNotBlockPaymentMethodFailureCodes: z
    .strictObject({ enabled: flag, codes: z.array(text()).max(EXCEPTION_CODES_MAX).default([]) })
    .default({ enabled: false, codes: [] }),
  minimumPaymentAmount: z
    .strictObject({ enabled: flag, amountInCents: nonNegativeIntegerField.default(0n) })
    .default({ enabled: false, amountInCents: 0n }),
  paymentMethodTypes: z
    .strictObject({
      debitOrders: z
        .strictObject({
          assumeSuccess: z
            .strictObject({ enabled: flag, daysAfterPaymentDate: count(0, RETRY_DAYS_MAX).default(5) })
            .default({ enabled: false, daysAfterPaymentDate: 5 }),
        })
        .default({ assumeSuccess: { enabled: false, daysAfterPaymentDate: 5 } }),
    })
    .default({ debitOrders: { assumeSuccess: { enabled: false, daysAfterPaymentDate: 5 } } }),
});
export type BillingSettings = z.output<typeof billingSettings>;

export const productModuleSettings = z.strictObject({ billing: billingSettings });

/** Settings as their column holds them: JSON knows no bigint. */
export type StoredBilling = Omit<BillingSettings, "minimumPaymentAmount"> & {
  minimumPaymentAmount: { enabled: boolean; amountInCents: string };
};

export function toStored(billing: BillingSettings): StoredBilling {
  const { enabled, amountInCents } = billing.minimumPaymentAmount;
  return { ...billing, minimumPaymentAmount: { enabled, amountInCents: String(amountInCents) } };
}

export function fromStored(billing: StoredBilling): BillingSettings {
  const { enabled, amountInCents } = billing.minimumPaymentAmount;
  return { ...billing, minimumPaymentAmount: { enabled, amountInCents: BigInt(amountInCents) } };
}
