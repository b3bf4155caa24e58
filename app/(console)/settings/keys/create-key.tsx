"use client";

import { useState } from "react";
import { type FieldValues, useWatch } from "react-hook-form";
import type { ActionInput } from "@/components/forms/action-result";
import { FormDialog } from "@/components/forms/form-dialog";
import { useFormFields } from "@/components/forms/form-fields";
import { CheckboxInput, SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { listIn, textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import type { PartnerChoice } from "@/lib/referrals/partners/partner-choices";
import { isolated } from "@/lib/text/isolated";
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

interface Choices {
  merchants: MerchantChoice[];
  partners: PartnerChoice[];
  /** Set where there are more than are offered here. */
  morePartners?: boolean;
}

export function CreateKey(choices: Choices) {
  const [open, setOpen] = useState(false);
  const showSecret = useShowSecret();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Create a key
      </Button>
      {open && (
        <CreateKeyDialog
          {...choices}
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
  partners,
  morePartners = false,
  onClose,
  onMade,
}: Choices & {
  onClose: () => void;
  onMade: (made: MadeKey) => void;
}) {
  // Minted with the form: however often it is sent, it makes one key.
  const [id] = useState(newId);
  const form = useAction(createKeyAction, onMade, {
    changes: ["key"],
    schema: () => import("@/lib/keys/schemas").then(({ CreateKey }) => CreateKey),
  });
  return (
    <FormDialog
      form={form}
      read={(data) => keyIn(data, id)}
      defaultValues={{ scopes: ["payments:read"] }}
      onClose={onClose}
      title="Create an API key"
      submitLabel="Create the key"
    >
      <Field id="name" label="Name" hint="The program that will use it." error={form.errorOf("name")}>
        {(field) => <TextInput {...field} name="name" autoComplete="off" maxLength={80} autoFocus />}
      </Field>
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
      {partners.length > 0 && (
        <PartnerField {...{ merchants, partners, morePartners }} error={form.errorOf("partnerId")} />
      )}
      <Scopes error={form.errorOf("scopes")} />
    </FormDialog>
  );
}

function PartnerField({ merchants, partners, morePartners, error }: Choices & { error: string | undefined }) {
  const merchantId: string = useWatch({ control: useFormFields().control, name: "merchantId" }) ?? "";
  const nameOf = (id: string) => merchants.find((merchant) => merchant.id === id)?.name ?? "";
  return (
    <Field
      id="partnerId"
      label="A partner’s own"
      hint={
        morePartners
          ? `The first ${partners.length} by name; for another, use npm run keys with --partner.`
          : "A partner’s own key reads their referrals, commissions and payments, and nothing else."
      }
      error={error}
    >
      {(field) => (
        // Another merchant has other partners: what was chosen is not kept.
        <SelectInput key={merchantId} {...field} name="partnerId" defaultValue="">
          <option value="">No, a program of the merchant’s</option>
          {partners
            .filter((partner) => merchantId === "" || partner.merchantId === merchantId)
            .map((partner) => (
              <option key={partner.id} value={partner.id}>
                {isolated(partner.name)} ({partner.email}
                {merchantId === "" && merchants.length > 1 && `, ${nameOf(partner.merchantId)}`})
              </option>
            ))}
        </SelectInput>
      )}
    </Field>
  );
}

function Scopes({ error }: { error: string | undefined }) {
  const partnerId = useWatch({ control: useFormFields().control, name: "partnerId" });
  if (partnerId)
    return (
      <Notice title="It reads what is the partner’s, and writes nothing">
        Lists and single ones of their referrals, partnerships and commissions, and the payments that were
        referred by them.
      </Notice>
    );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">It may</legend>
      {(Object.keys(SCOPE_WORDS) as Scope[]).map((scope) => (
        <CheckboxField
          key={scope}
          htmlFor={scope}
          {...SCOPE_WORDS[scope]}
          control={<CheckboxInput id={scope} name="scopes" value={scope} />}
        />
      ))}
      <FieldError>{error}</FieldError>
    </fieldset>
  );
}

function keyIn(data: FieldValues, id: string): ActionInput<typeof createKeyAction> {
  const partnerId = textIn(data, "partnerId") || null;
  return {
    id,
    name: textIn(data, "name"),
    scopes: partnerId ? [] : listIn(data, "scopes"),
    merchantId: textIn(data, "merchantId") || null,
    partnerId,
  };
}
