"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { ActionInput } from "@/components/forms/action-result";
import { FormDialog } from "@/components/forms/form-dialog";
import { CheckboxInput, SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useActionForm } from "@/components/forms/use-action-form";
import { listIn, textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import type { Scope } from "@/lib/verb/permissions";
import { createKeyAction } from "./actions";
import { useShowSecret } from "./key-secret";

const SCOPE_WORDS: Record<Scope, { label: string; hint: string }> = {
  "payments:read": { label: "Read payments", hint: "See payments, customers and their history." },
  "payments:write": {
    label: "Write payments",
    hint: "Create, cancel and refund, and read what it works with.",
  },
  "webhooks:manage": {
    label: "Manage webhooks",
    hint: "Add, change and remove endpoints, and send events again.",
  },
  "payouts:run": {
    label: "Pay out commissions",
    hint: "Approve and reject commissions, make payouts of them, and read what referrals hold.",
  },
  "merchants:manage": {
    label: "Manage merchants",
    hint: "Change the name, colour, currency and limit; add merchants, unless the key is for one.",
  },
};

export function CreateKey({ merchants }: { merchants: MerchantChoice[] }) {
  const [open, setOpen] = useState(false);
  const showSecret = useShowSecret();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Create a key
      </Button>
      {open && (
        <CreateKeyDialog
          merchants={merchants}
          onClose={() => setOpen(false)}
          onMade={(key) => {
            setOpen(false);
            showSecret(key);
          }}
        />
      )}
    </>
  );
}

function CreateKeyDialog({
  merchants,
  onClose,
  onMade,
}: {
  merchants: MerchantChoice[];
  onClose: () => void;
  onMade: (made: MadeKey) => void;
}) {
  // Minted with the form: however often it is sent, it makes one key.
  const [id] = useState(newId);
  const form = useActionForm(createKeyAction, onMade, {
    defaultValues: { scopes: ["payments:read"] },
    schema: () => import("@/lib/keys/schemas").then(({ CreateKey }) => CreateKey),
  });
  return (
    <FormDialog
      form={form}
      read={(data) => keyIn(data, id)}
      onClose={onClose}
      title="Create an API key"
      submitLabel="Create the key"
    >
      <Field id="name" label="Name" hint="The program that will use it." error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="off" maxLength={80} autoFocus />}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">It may</legend>
        {(Object.keys(SCOPE_WORDS) as Scope[]).map((scope) => (
          <Choice
            key={scope}
            htmlFor={scope}
            {...SCOPE_WORDS[scope]}
            control={<CheckboxInput id={scope} name="scopes" value={scope} />}
          />
        ))}
        <FieldError>{form.errorOf("scopes")}</FieldError>
      </fieldset>
      <Field
        id="merchantId"
        label="For"
        hint="A key for one merchant sees nothing of the others."
        error={form.errorOf("merchantId")}
      >
        {(field) => (
          <SelectInput
            {...field}
            name="merchantId"
            defaultValue={merchants.length === 1 ? merchants[0]?.id : ""}
          >
            <MerchantOptions merchants={merchants} all />
          </SelectInput>
        )}
      </Field>
    </FormDialog>
  );
}

function keyIn(data: FieldValues, id: string): ActionInput<typeof createKeyAction> {
  return {
    id,
    name: textIn(data, "name"),
    scopes: listIn(data, "scopes"),
    merchantId: textIn(data, "merchantId") || null,
  };
}
