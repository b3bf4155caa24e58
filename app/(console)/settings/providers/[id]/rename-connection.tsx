"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { renameConnectionAction } from "../actions";
import type { ConnectionStep } from "./connection-actions";

export function RenameConnection({
  connection: { id, name },
  onClose,
}: {
  connection: ConnectionStep;
  onClose: () => void;
}) {
  const form = useAction(
    renameConnectionAction,
    (saved) => {
      onClose();
      toast(`It is called ${isolated(saved.name)} now`);
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id, name: textIn(data, "name") })}
      onClose={onClose}
      title="Rename the connection"
      submitLabel="Save the name"
    >
      <Field id="name" label="Name" error={form.errorOf("name")}>
        {(field) => (
          <TextInput
            {...field}
            name="name"
            defaultValue={name}
            autoComplete="off"
            maxLength={100}
            autoFocus
          />
        )}
      </Field>
    </FormDialog>
  );
}
