"use client";

import { useState } from "react";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Checkbox, Choice } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import type { Scope } from "@/lib/verb/permissions";
import { createKeyAction } from "./actions";
import { useShowSecret } from "./key-secret";

const FORM = "create-key";

const SCOPE_WORDS: Record<Scope, { label: string; hint: string }> = {
  "payments:read": { label: "Read payments", hint: "See payments, customers and their history." },
  "payments:write": {
    label: "Write payments",
    hint: "Create, cancel and refund, and read what it works with.",
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
  const form = useAction(createKeyAction, onMade);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Create an API key"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Create the key
          </Button>
        </>
      }
    >
      <ActionForm id={FORM} form={form} read={(data) => keyIn(data, id)}>
        <Field id="name" label="Name" hint="The program that will use it." error={form.errorOf("name")}>
          {(field) => <Input {...field} name="name" autoComplete="off" maxLength={80} autoFocus />}
        </Field>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">It may</legend>
          {(Object.keys(SCOPE_WORDS) as Scope[]).map((scope) => (
            <Choice
              key={scope}
              htmlFor={scope}
              {...SCOPE_WORDS[scope]}
              control={
                <Checkbox id={scope} name="scopes" value={scope} defaultChecked={scope === "payments:read"} />
              }
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
            <Select
              {...field}
              name="merchantId"
              defaultValue={merchants.length === 1 ? merchants[0]?.id : ""}
            >
              <option value="">All merchants</option>
              {merchants.map(({ id: merchantId, name }) => (
                <option key={merchantId} value={merchantId}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </ActionForm>
    </Dialog>
  );
}

function keyIn(data: FormData, id: string) {
  return {
    id,
    name: textIn(data, "name"),
    scopes: data.getAll("scopes"),
    merchantId: textIn(data, "merchantId") || null,
  };
}
