"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { saveModuleAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput } from "@/components/forms/action-result";
import { refusal } from "@/components/forms/refusal";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { type BillingValues, billingIn } from "@/components/policies/billing-form";
import { SwitchedFields } from "@/components/policies/switched-fields";
import { ChoiceField, TextField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { useReader } from "@/components/ui/reader-context";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { BILLING_FREQUENCIES } from "@/lib/policies/enums";

export interface ModuleFormProps {
  /** `seen` is how it stands, as the other values say. */
  module: { id: string; name: string; seen: string } | null;
  billing: BillingValues;
  currencies: readonly string[];
  merchants: readonly { value: string; label: string }[];
}

/** Makes a product module, or edits how its premiums are collected. */
export function ModuleForm({ module, billing, currencies, merchants }: ModuleFormProps) {
  const router = useRouter();
  const [formId] = useState(newId);
  // As it was when the form began with it, or saved it: what the page has read since was never typed over.
  const [seen, setSeen] = useState(module?.seen);
  const { locale } = useReader();
  const send = async (input: ActionInput<typeof saveModuleAction>) => {
    // Fetched with the press: what judges a form is needed by nobody who only reads it. Without it the server judges the same.
    const judge = await import("@/components/policies/billing-schema").catch(() => null);
    const faults = judge?.minimumFault(input.billing, locale) ?? [];
    return faults.length > 0 ? refusal("Some of this needs another look.", faults) : saveModuleAction(input);
  };
  const form = useAction(
    send,
    (saved) => {
      setSeen(saved.seen);
      toast(module ? "The settings are saved" : "The product module is made");
      if (!module) router.push(`/policies/product-modules/${saved.id}`);
    },
    { changes: ["product_module"] },
  );
  const error = (path: string) => form.errorOf(path);
  const settingError = (path: string, fieldId?: string) =>
    form.errorOf(`billing.${path}`, fieldId) ?? form.errorOf(`settings.billing.${path}`, fieldId);
  return (
    <ActionForm
      form={form}
      read={(data) => ({
        ...(module
          ? { id: module.id, seen }
          : { key: textIn(data, "key"), merchantId: textIn(data, "merchantId") || undefined }),
        formId,
        name: textIn(data, "name"),
        billing: billingIn(data, locale),
      })}
    >
      <TextField name="name" label="Name" defaultValue={module?.name ?? ""} error={error("name")} />
      {!module && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="key"
            label="Key"
            hint="What programs call it. It cannot be changed later."
            error={error("key")}
          />
          <ChoiceField name="merchantId" label="Merchant" options={merchants} />
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <ChoiceField
          name="currency"
          label="Currency"
          defaultValue={billing.currency}
          options={currencies.map((code) => ({ value: code, label: code }))}
        />
        <ChoiceField
          name="billingFrequency"
          label="Billed"
          defaultValue={billing.billingFrequency}
          options={BILLING_FREQUENCIES}
        />
        <TextField
          name="clientStatementReference"
          label="Statement reference"
          optional
          maxLength={10}
          defaultValue={billing.clientStatementReference}
          error={settingError("clientStatementReference")}
        />
      </div>
      <SwitchedFields name="retryEnabled" label="Retry failed payments" on={billing.retryEnabled}>
        <TextField
          name="daysBetweenRetries"
          label="Days between retries"
          inputMode="numeric"
          defaultValue={billing.daysBetweenRetries}
          error={settingError("retryFailedPayments.daysBetweenRetries")}
        />
        <TextField
          name="numberOfRetries"
          label="Number of retries"
          inputMode="numeric"
          defaultValue={billing.numberOfRetries}
          error={settingError("retryFailedPayments.numberOfRetries")}
        />
      </SwitchedFields>
      <TextField
        name="consecutiveFailedPaymentsAllowed"
        label="Failed payments in a row before the method is blocked"
        inputMode="numeric"
        className="max-w-32"
        defaultValue={billing.consecutiveFailedPaymentsAllowed}
        error={settingError("consecutiveFailedPaymentsAllowed")}
      />
      <SwitchedFields
        name="exceptionsEnabled"
        label="Leave out some failure codes"
        on={billing.exceptionsEnabled}
      >
        <TextField
          name="codes"
          label="Codes that do not count"
          hint="Separated by commas."
          defaultValue={billing.codes}
          error={settingError("doNotBlockPaymentMethodFailureCodes.codes")}
        />
      </SwitchedFields>
      <SwitchedFields name="minimumEnabled" label="Collect no less than" on={billing.minimumEnabled}>
        <TextField
          name="minimum"
          label="Least amount"
          inputMode="decimal"
          defaultValue={billing.minimum}
          error={error("minimum") ?? settingError("minimumPaymentAmount.amountInCents", "minimum")}
        />
      </SwitchedFields>
      <SwitchedFields
        name="assumeEnabled"
        label="Take debit orders for paid when nothing comes back"
        on={billing.assumeEnabled}
      >
        <TextField
          name="daysAfterPaymentDate"
          label="Days after the payment date"
          inputMode="numeric"
          defaultValue={billing.daysAfterPaymentDate}
          error={settingError("paymentMethodTypes.debitOrders.assumeSuccess.daysAfterPaymentDate")}
        />
      </SwitchedFields>
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          {module ? "Save the settings" : "Make the product module"}
        </Button>
      </div>
    </ActionForm>
  );
}
