"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { TextareaInput } from "@/components/forms/inputs";
import { useActionForm } from "@/components/forms/use-action-form";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { RecordRef } from "@/lib/people/record-type";
import { addPersonNoteAction, removePersonNoteAction } from "../../actions";

export function AddNote({ record }: { record: RecordRef }) {
  // Minted with the form: however often it is sent, it adds one note.
  const [formId, setFormId] = useState(newId);
  const form = useActionForm(
    addPersonNoteAction,
    () => {
      toast("Note added");
      form.fields.reset({ note: "" });
      setFormId(newId());
    },
    { changes: ["person"] },
  );
  return (
    <ActionForm form={form} read={(data) => ({ formId, record, note: textIn(data, "note") })}>
      <Field id="note" label="Add a note" error={form.errorOf("note")}>
        {(field) => <TextareaInput {...field} name="note" rows={2} />}
      </Field>
      <Button type="submit" pending={form.pending} className="w-fit">
        Add the note
      </Button>
    </ActionForm>
  );
}

export function RemoveNote({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const form = useActionForm(
    removePersonNoteAction,
    () => {
      toast("Note removed");
      setOpen(false);
    },
    { changes: ["person"] },
  );
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Remove
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        look="danger"
        title="Remove this note?"
        description="It is gone for good; the audit log keeps that it was removed, and by whom."
        submitLabel="Remove the note"
        form={form}
        read={() => ({ id })}
      />
    </>
  );
}
