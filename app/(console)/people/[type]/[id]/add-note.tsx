"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { TextareaInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { RecordRef } from "@/lib/people/record-type";
import { addPersonNoteAction } from "../../actions";

/** Stands on the page at once, and gets its script after the rest has. */
export default function AddNote({ record }: { record: RecordRef }) {
  // Minted with the form: however often it is sent, it adds one note; the next is another form.
  const [formId, setFormId] = useState(newId);
  const form = useAction(
    addPersonNoteAction,
    () => {
      toast("Note added");
      setFormId(newId());
    },
    { changes: ["person"] },
  );
  return (
    <ActionForm key={formId} form={form} read={(data) => ({ formId, record, note: textIn(data, "note") })}>
      <Field id="note" label="Add a note" error={form.errorOf("note")}>
        {(field) => <TextareaInput {...field} name="note" rows={2} />}
      </Field>
      <Button type="submit" pending={form.pending} className="w-fit">
        Add the note
      </Button>
    </ActionForm>
  );
}
