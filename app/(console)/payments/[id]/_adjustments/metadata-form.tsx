"use client";

import type { FieldValues } from "react-hook-form";
import { saveMetadata } from "@/app/(console)/payments/[id]/adjust-actions";
import { ActionForm } from "@/components/forms/action-form";
import { TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

/** A payment's metadata with one field for each value, and two for a new one. */
export default function MetadataForm({
  id,
  pairs,
  onDone,
}: {
  id: string;
  pairs: [string, string][];
  onDone: () => void;
}) {
  const form = useAction(saveMetadata, onDone, { changes: ["payment"] });
  return (
    <ActionForm form={form} read={(data) => ({ id, metadata: changed(data, pairs) })}>
      {pairs.map(([key, value], index) => (
        <Field
          key={key}
          id={`value-${index}`}
          label={key}
          error={form.errorOf(`metadata.${key}`, `value-${index}`)}
        >
          {(field) => (
            <TextInput {...field} name={`value-${index}`} defaultValue={value} autoComplete="off" />
          )}
        </Field>
      ))}
      <div className="grid grid-cols-2 gap-3 border-t pt-3">
        <Field id="new-key" label="New key" optional>
          {(field) => <TextInput {...field} name="new-key" autoComplete="off" className="font-mono" />}
        </Field>
        <Field id="new-value" label="Value" optional>
          {(field) => <TextInput {...field} name="new-value" autoComplete="off" />}
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" pending={form.pending}>
          Save metadata
        </Button>
      </div>
    </ActionForm>
  );
}

/** Only what is new or other than it was: what somebody else has changed meanwhile stays. */
function changed(data: FieldValues, pairs: [string, string][]): Record<string, string> {
  const edited = pairs.flatMap(([key, before], index) => {
    const value = textIn(data, `value-${index}`);
    return value === before ? [] : [[key, value] as const];
  });
  const newKey = textIn(data, "new-key").trim();
  return Object.fromEntries(newKey ? [...edited, [newKey, textIn(data, "new-value")]] : edited);
}
