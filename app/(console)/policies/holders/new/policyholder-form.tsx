"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { createPolicyholderAction } from "@/app/(console)/policies/actions";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ChoiceField, TextField } from "@/components/policies/text-fields";
import { Button } from "@/components/ui/button";
import { newId } from "@/lib/ids";

export function PolicyholderForm({ merchants }: { merchants: readonly { value: string; label: string }[] }) {
  const router = useRouter();
  const form = useAction(createPolicyholderAction, (path) => router.push(path), {
    changes: ["policyholder"],
  });
  const [formId] = useState(newId);
  return (
    <ActionForm form={form} read={(data) => ({ formId, ...holderIn(data) })}>
      {merchants.length > 1 && <ChoiceField name="merchantId" label="Merchant" options={merchants} />}
      <ChoiceField
        name="type"
        label="Kind"
        options={["individual", "company"]}
        error={form.errorOf("type")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="first_name" label="First name" error={form.errorOf("first_name")} />
        <TextField name="last_name" label="Last name" error={form.errorOf("last_name")} />
        <TextField name="email" label="E-mail" type="email" optional error={form.errorOf("email")} />
        <TextField name="cellphone" label="Mobile number" optional error={form.errorOf("cellphone")} />
      </div>
      <div className="grid gap-4 sm:grid-cols-[1fr_2fr_6rem]">
        <ChoiceField
          name="id_type"
          label="Identified by"
          options={[
            { value: "id", label: "Identity number" },
            { value: "passport", label: "Passport" },
          ]}
          error={form.errorOf("id.type", "id_type")}
        />
        <TextField name="id_number" label="Id number" error={form.errorOf("id.number", "id_number")} />
        <TextField
          name="id_country"
          label="Country"
          defaultValue="ZA"
          maxLength={2}
          error={form.errorOf("id.country", "id_country")}
        />
      </div>
      <div className="flex justify-end border-t pt-4">
        <Button type="submit" variant="primary" pending={form.pending}>
          Add the policyholder
        </Button>
      </div>
    </ActionForm>
  );
}

function holderIn(data: FieldValues): Record<string, unknown> {
  const optional = (name: string) => (textIn(data, name) ? { [name]: textIn(data, name) } : {});
  return {
    ...optional("merchantId"),
    type: textIn(data, "type"),
    id: {
      type: textIn(data, "id_type"),
      number: textIn(data, "id_number"),
      country: textIn(data, "id_country").toUpperCase(),
    },
    first_name: textIn(data, "first_name"),
    last_name: textIn(data, "last_name"),
    ...optional("email"),
    ...optional("cellphone"),
  };
}
