"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { newId } from "@/lib/ids";
import { addPartnerAction } from "./actions";

const FORM = "add-partner";

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
  const form = useAction(addPartnerAction, (path) => router.push(path));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a partner"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Add the partner
          </Button>
        </>
      }
    >
      <ActionForm id={FORM} form={form} read={(data) => ({ formId, ...partnerIn(data) })}>
        {merchants.length > 1 ? (
          <Field id="merchantId" label="Recommends" error={form.errorOf("merchantId")}>
            {(field) => (
              <Select {...field} name="merchantId">
                {merchants.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <input type="hidden" name="merchantId" value={merchants[0]?.id} />
        )}
        <Field id="name" label="Name" error={form.errorOf("name")}>
          {(field) => <Input {...field} name="name" autoComplete="off" />}
        </Field>
        <Field id="email" label="E-mail" error={form.errorOf("email")}>
          {(field) => <Input {...field} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field
          id="slug"
          label="Slug"
          hint="What their links carry, and a conversion names them by"
          error={form.errorOf("slug")}
        >
          {(field) => <Input {...field} name="slug" autoComplete="off" spellCheck={false} />}
        </Field>
      </ActionForm>
    </Dialog>
  );
}

function partnerIn(data: FormData) {
  return {
    merchantId: textIn(data, "merchantId"),
    name: textIn(data, "name"),
    email: textIn(data, "email").trim(),
    slug: textIn(data, "slug").trim(),
  };
}
