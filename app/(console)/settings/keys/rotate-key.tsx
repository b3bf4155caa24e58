"use client";

import { useState } from "react";
import { ActionForm, textIn } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { newId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";
import type { Key } from "@/lib/keys/key";
import { rotateKeyAction } from "./actions";

const FORM = "rotate-key";
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
  const form = useAction(rotateKeyAction, onMade);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Rotate ${apiKey.name}`}
      description="A new key with the same name and rights takes over. Its secret is shown next."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} variant="primary" pending={form.pending}>
            Make the new secret
          </Button>
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={form}
        read={(data) => ({ id: apiKey.id, newKeyId, overlapHours: textIn(data, "overlapHours") })}
      >
        <Field
          id="overlapHours"
          label="The old secret goes on"
          hint="Long enough to change it wherever it is used."
          error={form.errorOf("overlapHours")}
        >
          {(field) => (
            <Select {...field} name="overlapHours" defaultValue="24" autoFocus>
              {OVERLAPS.map(([hours, words]) => (
                <option key={hours} value={hours}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </ActionForm>
    </Dialog>
  );
}
