"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import { addPartnerAction } from "./actions";

interface Merchants {
  merchants: readonly { id: string; name: string }[];
}

export function AddPartner({ merchants }: Merchants) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Add a partner
      </Button>
      {open && <AddPartnerDialog merchants={merchants} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddPartnerDialog({ merchants, onClose }: Merchants & { onClose: () => void }) {
  const router = useRouter();
  // Minted with the form: however often it is sent, it adds one partner.
  const [formId] = useState(newId);
  const form = useAction(addPartnerAction, (path) => router.push(path), {
    changes: ["partner"],
    schema: () => import("@/lib/referrals/forms").then(({ PartnerForm }) => PartnerForm),
  });
  return (
    <FormDialog
      form={form}
      read={(data) => ({ formId, ...partnerIn(data, merchants[0]?.id ?? "") })}
      onClose={onClose}
      title="Add a partner"
      submitLabel="Add the partner"
    >
      {merchants.length > 1 && (
        <Field id="merchantId" label="Recommends" error={form.errorOf("merchantId")}>
          {(field) => (
            <SelectInput {...field} name="merchantId">
              <MerchantOptions merchants={merchants} />
            </SelectInput>
          )}
        </Field>
      )}
      <Field id="name" label="Name" error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="off" />}
      </Field>
      <Field id="email" label="E-mail" error={form.errorOf("email")}>
        {(field) => <TextInput {...field} name="email" type="email" autoComplete="off" />}
      </Field>
      <Field
        id="slug"
        label="Referral code"
        hint="What their links carry, and a conversion names them by"
        error={form.errorOf("slug")}
      >
        {(field) => <TextInput {...field} name="slug" autoComplete="off" spellCheck={false} />}
      </Field>
    </FormDialog>
  );
}

function partnerIn(data: FieldValues, onlyMerchantId: string) {
  return {
    merchantId: textIn(data, "merchantId") || onlyMerchantId,
    name: textIn(data, "name"),
    email: textIn(data, "email").trim(),
    slug: textIn(data, "slug").trim(),
  };
}
