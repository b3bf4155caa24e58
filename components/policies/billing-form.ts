import type { FieldValues } from "react-hook-form";
import { z } from "zod";
import { isTicked, textIn } from "@/components/forms/values";
import { formatDecimal, parseDecimal } from "@/lib/money/decimal";
import type { BillingSettings } from "@/lib/policies/modules/billing-settings";

/** What the form of a product module sends; the door's own schema judges `billing`. */
export const billingForm = z.object({
  id: z.uuid().optional(),
  formId: z.uuid(),
  merchantId: z.uuid().optional(),
  key: z.string().optional(),
  name: z.string(),
  billing: z.record(z.string(), z.unknown()),
});

const CENTS = 2;

/** The settings in a form's data, as the door would be sent them. */
export function billingIn(data: FieldValues): Record<string, unknown> {
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
      amountInCents: parseDecimal(text("minimum") || "0", CENTS) ?? text("minimum"),
    },
    paymentMethodTypes: {
      debitOrders: {
        assumeSuccess: { enabled: on("assumeEnabled"), daysAfterPaymentDate: whole("daysAfterPaymentDate") },
      },
    },
  };
}

/** What a form shows to begin with. */
export function billingValues(billing: BillingSettings) {
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
    minimum: formatDecimal(billing.minimumPaymentAmount.amountInCents, CENTS),
    assumeEnabled: assume.enabled,
    daysAfterPaymentDate: String(assume.daysAfterPaymentDate),
  };
}
export type BillingValues = ReturnType<typeof billingValues>;
