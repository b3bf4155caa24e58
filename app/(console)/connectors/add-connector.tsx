"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import { isolated } from "@/lib/text/isolated";
import { addConnectorAction } from "./actions";
import { OFFERED_PROVIDERS } from "./provider-name";

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
  const form = useAction(
    addConnectorAction,
    (name) => {
      onClose();
      toast(`${isolated(name)} takes payments now`);
    },
    { changes: ["connector"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({
        id,
        name: textIn(data, "name"),
        provider: textIn<keyof typeof OFFERED_PROVIDERS>(data, "provider"),
      })}
      onClose={onClose}
      title="Add a connector"
      description="It holds payments that happened at a provider and are mirrored here through the API or an import. It moves no money."
      submitLabel="Add the connector"
    >
      <Field id="provider" label="Provider" error={form.errorOf("provider")}>
        {(field) => (
          <SelectInput {...field} name="provider">
            {Object.entries(OFFERED_PROVIDERS).map(([provider, name]) => (
              <option key={provider} value={provider}>
                {name}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
      <Field
        id="name"
        label="Name"
        hint="How your team tells it from the others."
        error={form.errorOf("name")}
      >
        {(field) => <TextInput {...field} name="name" autoComplete="off" autoFocus />}
      </Field>
    </FormDialog>
  );
}
