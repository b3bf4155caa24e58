import type { FieldValues } from "react-hook-form";
import { isTicked, textIn } from "@/components/forms/values";
import { exponentOf } from "@/lib/money/currencies";
import { asTyped } from "@/lib/money/format";
import type { BillingSettings } from "@/lib/policies/modules/billing-settings";
import { typedAmount } from "./typed-numbers";

/** The settings in a form's data, as the door would be sent them; its least amount as somebody of `locale` types it. */
export function billingIn(data: FieldValues, locale: string): Record<string, unknown> {
  const text = (name: string) => textIn(data, name).trim();
  const whole = (name: string) => (/^\d+$/.test(text(name)) ? Number(text(name)) : text(name));
  const on = (name: string) => isTicked(data, name);
  return {
    currency: text("currency"),
    billingFrequency: text("billingFrequency"),
    ...(text("clientStatementReference") && { clientStatementReference: text("clientStatementReference") }),
    retryFailedPayments: {
      enabled: on("retryEnabled"),
      daysBetweenRetries: whole("daysBetweenRetries"),
      numberOfRetries: whole("numberOfRetries"),
    },
    consecutiveFailedPaymentsAllowed: whole("consecutiveFailedPaymentsAllowed"),
    doNotBlockPaymentMethodFailureCodes: {
      enabled: on("exceptionsEnabled"),
      codes: text("codes")
        .split(/[\s,]+/)
        .filter(Boolean),
    },
    minimumPaymentAmount: {
      enabled: on("minimumEnabled"),
      amountInCents: typedAmount(text("minimum") || "0", { currency: text("currency"), locale }),
    },
    paymentMethodTypes: {
      debitOrders: {
        assumeSuccess: { enabled: on("assumeEnabled"), daysAfterPaymentDate: whole("daysAfterPaymentDate") },
      },
    },
  };
}

/** What a form shows to begin with. */
export function billingValues(billing: BillingSettings, locale: string) {
  const { retryFailedPayments: retry, doNotBlockPaymentMethodFailureCodes: exceptions } = billing;
  const assume = billing.paymentMethodTypes.debitOrders.assumeSuccess;
  return {
    currency: billing.currency,
    billingFrequency: billing.billingFrequency,
    clientStatementReference: billing.clientStatementReference ?? "",
    retryEnabled: retry.enabled,
    daysBetweenRetries: String(retry.daysBetweenRetries),
    numberOfRetries: String(retry.numberOfRetries),
    consecutiveFailedPaymentsAllowed: String(billing.consecutiveFailedPaymentsAllowed),
    exceptionsEnabled: exceptions.enabled,
    codes: exceptions.codes.join(", "),
    minimumEnabled: billing.minimumPaymentAmount.enabled,
    minimum: asTyped(billing.minimumPaymentAmount.amountInCents, exponentOf(billing.currency), locale),
    assumeEnabled: assume.enabled,
    daysAfterPaymentDate: String(assume.daysAfterPaymentDate),
  };
}
export type BillingValues = ReturnType<typeof billingValues>;
