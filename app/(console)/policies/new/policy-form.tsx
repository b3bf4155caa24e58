"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { createPolicyAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { ChoiceField, TextField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { newId } from "@/lib/ids";
import { parseDecimal } from "@/lib/money/decimal";
import { BILLING_FREQUENCIES } from "@/lib/policies/enums";
import { chargesIn } from "./charges-in";

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
  modules: readonly (Option & { currency: string; precision: number })[];
  today: string;
}) {
  const router = useRouter();
  const form = useActionForm(createPolicyAction, (path) => router.push(path));
  const [formId] = useState(newId);
  const [holderId, setHolderId] = useState(policyholderId || (holders[0]?.value ?? ""));
  const merchantId = holders.find(({ value }) => value === holderId)?.merchantId;
  const own = modules.filter((module) => module.merchantId === merchantId);
  const [moduleId, setModuleId] = useState("");
  const module = own.find(({ value }) => value === moduleId) ?? own[0];
  const precision = module?.precision ?? 2;
  return (
    <ActionForm
      form={form}
      read={(data) => {
        const text = (name: string) => textIn(data, name).trim();
        const charges = chargesIn(text, precision);
        return {
          formId,
          policyholder_id: holderId,
          product_module_id: module?.value,
          ...(text("policy_number") && { policy_number: text("policy_number") }),
          package_name: text("package_name"),
          monthly_premium: parseDecimal(text("monthly_premium"), precision) ?? text("monthly_premium"),
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
          error={form.errorOf("charges.0.amount", "fixed_charge")}
        />
        <TextField
          name="variable_charge"
          label="Share of the premium, in percent"
          optional
          inputMode="decimal"
          className="figures"
          hint="What is left is the balance."
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
