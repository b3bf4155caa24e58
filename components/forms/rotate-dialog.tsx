"use client";

import { Field } from "@/components/ui/field";
import type { Subject } from "@/lib/live/followed-queries";
import type { ActionResult } from "./action-result";
import { FormDialog } from "./form-dialog";
import { SelectInput } from "./inputs";
import { useAction } from "./use-action";
import { textIn } from "./values";

/** Asks how long an old secret goes on beside the new one, which is shown next. */
export function RotateDialog<Value>({
  title,
  description,
  hint,
  overlaps,
  rotate,
  changes,
  onMade,
  onClose,
}: {
  title: string;
  description: string;
  hint: string;
  /** Hours, and the words for them. */
  overlaps: readonly (readonly [hours: number, words: string])[];
  rotate: (overlapHours: string) => Promise<ActionResult<Value>>;
  changes: readonly Subject[];
  onMade: (made: Value) => void;
  onClose: () => void;
}) {
  const form = useAction(rotate, onMade, { changes });
  return (
    <FormDialog
      form={form}
      read={(data) => textIn(data, "overlapHours")}
      onClose={onClose}
      title={title}
      description={description}
      submitLabel="Make the new secret"
    >
      <Field
        id="overlapHours"
        label="The old secret goes on"
        hint={hint}
        error={form.errorOf("overlapHours")}
      >
        {(field) => (
          <SelectInput {...field} name="overlapHours" defaultValue="24" autoFocus>
            {overlaps.map(([hours, words]) => (
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
