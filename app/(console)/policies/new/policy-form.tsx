"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { createPolicyAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput } from "@/components/forms/action-result";
import { refusal } from "@/components/forms/refusal";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ChoiceField, TextField } from "@/components/policies/text-fields";
import { amountFault, typedAmount } from "@/components/policies/typed-numbers";
import { Button } from "@/components/ui/button";
import { useReader } from "@/components/ui/reader-context";
import { newId } from "@/lib/ids";
import { BILLING_FREQUENCIES } from "@/lib/policies/enums";
import { chargeFaults, chargesIn } from "./charges-in";

interface Option {
  value: string;
  label: string;
  merchantId: string;
}

/** Makes a policy. The product modules offered are those of the policyholder's own merchant. */
export function PolicyForm({
  policyholderId,
  holders,
  modules,
  today,
}: {
  policyholderId: string;
  holders: readonly Option[];
  modules: readonly (Option & { currency: string })[];
  today: string;
}) {
  const router = useRouter();
  const { locale } = useReader();
  const [formId] = useState(newId);
  const [holderId, setHolderId] = useState(policyholderId || (holders[0]?.value ?? ""));
  const merchantId = holders.find(({ value }) => value === holderId)?.merchantId;
  const own = modules.filter((module) => module.merchantId === merchantId);
  const [moduleId, setModuleId] = useState("");
  const module = own.find(({ value }) => value === moduleId) ?? own[0];
  const unit = { currency: module?.currency ?? "EUR", locale };
  const send = async (input: ActionInput<typeof createPolicyAction>) => {
    const charges = Array.isArray(input.charges) ? input.charges : [];
    const faults = [
      ...amountFault("monthly_premium", input.monthly_premium, unit),
      ...chargeFaults(charges, unit),
    ];
    return faults.length > 0
      ? refusal("Some of this needs another look.", faults)
      : createPolicyAction(input);
  };
  const form = useAction(send, (path) => router.push(path), { changes: ["policy"] });
  return (
    <ActionForm
      form={form}
      read={(data) => {
        const text = (name: string) => textIn(data, name).trim();
        const charges = chargesIn(text, unit);
        return {
          formId,
          policyholder_id: holderId,
          product_module_id: module?.value,
          ...(text("policy_number") && { policy_number: text("policy_number") }),
          package_name: text("package_name"),
          monthly_premium: typedAmount(text("monthly_premium"), unit),
          billing_day: Number(text("billing_day")),
          billing_frequency: text("billing_frequency"),
          start_date: text("start_date"),
          ...(charges && { charges }),
        };
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField
          name="policyholder_id"
          label="Policyholder"
          options={holders}
          value={holderId}
          onChange={(event) => setHolderId(event.target.value)}
          error={form.errorOf("policyholder_id")}
        />
        <ChoiceField
          name="product_module_id"
          label="Product module"
          options={own}
          value={module?.value ?? ""}
          onChange={(event) => setModuleId(event.target.value)}
          error={form.errorOf("product_module_id")}
        />
        <TextField name="package_name" label="Package" error={form.errorOf("package_name")} />
        <TextField
          name="policy_number"
          label="Policy number"
          optional
          hint="Left empty, one is made up."
          error={form.errorOf("policy_number")}
        />
        <TextField
          name="monthly_premium"
          label={`Premium a month, in ${module?.currency ?? "its currency"}`}
          inputMode="decimal"
          className="figures"
          error={form.errorOf("monthly_premium")}
        />
        <TextField
          name="start_date"
          label="Starts"
          type="date"
          defaultValue={today}
          error={form.errorOf("start_date")}
        />
        <ChoiceField
          name="billing_frequency"
          label="Billed"
          defaultValue="monthly"
          options={BILLING_FREQUENCIES}
          error={form.errorOf("billing_frequency")}
        />
        <TextField
          name="billing_day"
          label="Billing day"
          inputMode="numeric"
          defaultValue="1"
          error={form.errorOf("billing_day")}
        />
      </div>
      <fieldset className="grid gap-4 rounded-lg border p-4 sm:grid-cols-2">
        <legend className="px-1 font-medium text-sm">Charges in every premium</legend>
        <TextField
          name="fixed_charge"
          label="Fixed fee"
          optional
          inputMode="decimal"
          className="figures"
          error={form.errorOf("fixed_charge") ?? form.errorOf("charges.0.amount", "fixed_charge")}
        />
        <TextField
          name="variable_charge"
          label="Share of the premium, in percent"
          optional
          inputMode="decimal"
          className="figures"
          hint="What is left is the balance."
          error={form.errorOf("variable_charge") ?? form.errorOf("charges.1.amount", "variable_charge")}
        />
      </fieldset>
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          Make the policy
        </Button>
      </div>
    </ActionForm>
  );
}
