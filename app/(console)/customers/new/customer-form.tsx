"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { createCustomerAction } from "../actions";

export function CustomerForm({ merchants }: { merchants: readonly { id: string; name: string }[] }) {
  const router = useRouter();
  // Minted with the form: however often it is sent, it adds one customer.
  const [formId] = useState(newId);
  const form = useAction(
    createCustomerAction,
    () => {
      toast("Customer added");
      router.push("/customers");
    },
    { changes: ["customer"] },
  );
  return (
    <ActionForm form={form} read={(data) => ({ formId, ...customerIn(data) })}>
      <Field id="merchantId" label="Merchant" error={form.errorOf("merchantId")}>
        {(field) => (
          <SelectInput {...field} name="merchantId">
            <MerchantOptions merchants={merchants} />
          </SelectInput>
        )}
      </Field>
      <Field id="name" label="Name" error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="off" />}
      </Field>
      <Field id="email" label="E-mail" error={form.errorOf("email")}>
        {(field) => <TextInput {...field} name="email" type="email" autoComplete="off" />}
      </Field>
      <Field id="phone" label="Phone" optional error={form.errorOf("phone")}>
        {(field) => <TextInput {...field} name="phone" type="tel" autoComplete="off" />}
      </Field>
      <Field
        id="externalId"
        label="External id"
        optional
        hint="What your own systems call them"
        error={form.errorOf("externalId")}
      >
        {(field) => <TextInput {...field} name="externalId" autoComplete="off" spellCheck={false} />}
      </Field>
      <Button type="submit" variant="primary" pending={form.pending} className="w-fit">
        Add the customer
      </Button>
    </ActionForm>
  );
}

function customerIn(data: FieldValues) {
  return {
    merchantId: textIn(data, "merchantId"),
    name: textIn(data, "name").trim(),
    email: textIn(data, "email").trim(),
    phone: textIn(data, "phone").trim() || undefined,
    externalId: textIn(data, "externalId").trim() || undefined,
  };
}
