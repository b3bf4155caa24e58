"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput } from "@/components/forms/inputs";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { Field } from "@/components/ui/field";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { Key } from "@/lib/keys/key";
import { rotateKeyAction } from "./actions";

const OVERLAPS = [
  ["0", "Not at all: it ends now"],
  ["1", "For an hour"],
  ["24", "For a day"],
  ["72", "For three days"],
  ["168", "For a week (the longest)"],
] as const;

export function RotateKey({
  apiKey,
  onClose,
  onMade,
}: {
  apiKey: Key;
  onClose: () => void;
  onMade: (made: MadeKey) => void;
}) {
  const [newKeyId] = useState(newId);
  const form = useActionForm(rotateKeyAction, onMade);
  return (
    <FormDialog
      form={form}
      read={(data) => ({ id: apiKey.id, newKeyId, overlapHours: textIn(data, "overlapHours") })}
      onClose={onClose}
      title={`Rotate ${apiKey.name}`}
      description="A new key with the same name and rights takes over. Its secret is shown next."
      submitLabel="Make the new secret"
    >
      <Field
        id="overlapHours"
        label="The old secret goes on"
        hint="Long enough to change it wherever it is used."
        error={form.errorOf("overlapHours")}
      >
        {(field) => (
          <SelectInput {...field} name="overlapHours" defaultValue="24" autoFocus>
            {OVERLAPS.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
    </FormDialog>
  );
}
