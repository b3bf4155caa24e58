"use client";

import { useState } from "react";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { addConnectorAction } from "./actions";

const FORM = "add-connector";

// Spelled here for people; the door takes any case and hyphenation.
const PROVIDER_NAMES = {
  GENERIC: "Generic",
  "DUMMY-PAY": "Sandbox (dummy pay, for trying things out)",
  STRIPE: "Stripe",
};

export function AddConnector() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Add a connector
      </Button>
      {open && <AddConnectorDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function AddConnectorDialog({ onClose }: { onClose: () => void }) {
  // Minted with the form: however often it is sent, it adds one connector.
  const [id] = useState(newId);
  const form = useAction(addConnectorAction, (name) => {
    onClose();
    toast(`${name} takes payments now`);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a connector"
      description="It holds payments that happened at a provider and are mirrored here through the API or an import. It moves no money."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Add the connector
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({ id, name: textIn(data, "name"), provider: textIn(data, "provider") })}
      >
        <Field id="provider" label="Provider" error={form.errorOf("provider")}>
          {(field) => (
            <Select {...field} name="provider">
              {Object.entries(PROVIDER_NAMES).map(([provider, name]) => (
                <option key={provider} value={provider}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          id="name"
          label="Name"
          hint="How your team tells it from the others."
          error={form.errorOf("name")}
        >
          {(field) => <Input {...field} name="name" autoComplete="off" autoFocus />}
        </Field>
      </ActionForm>
    </Dialog>
  );
}
