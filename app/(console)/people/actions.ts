"use server";

import type { z } from "zod";
import { runAction } from "@/app/action";
import type { ActionResult } from "@/components/forms/action-result";
import { RemoveSavedMethod, removeSavedMethod } from "@/lib/checkout/remove-saved-method";
import { MergePeople, mergePeople } from "@/lib/people/merge-people";
import { AddPersonNote, addPersonNote, RemovePersonNote, removePersonNote } from "@/lib/people/notes";
import { RecordRef } from "@/lib/people/record-type";
import { separatePerson } from "@/lib/people/separate-person";

export async function mergePeopleAction(form: z.input<typeof MergePeople>): Promise<ActionResult<null>> {
  return runAction(MergePeople, form, async (call) => {
    await mergePeople(call);
    return null;
  });
}

export async function separatePersonAction(form: z.input<typeof RecordRef>): Promise<ActionResult<null>> {
  return runAction(RecordRef, form, async (call) => {
    await separatePerson(call);
    return null;
  });
}

export async function addPersonNoteAction(form: z.input<typeof AddPersonNote>): Promise<ActionResult<null>> {
  return runAction(AddPersonNote, form, async (call) => {
    await addPersonNote(call);
    return null;
  });
}

export async function removePersonNoteAction(
  form: z.input<typeof RemovePersonNote>,
): Promise<ActionResult<null>> {
  return runAction(RemovePersonNote, form, async (call) => {
    await removePersonNote(call);
    return null;
  });
}

export async function removeSavedCardAction(
  form: z.input<typeof RemoveSavedMethod>,
): Promise<ActionResult<null>> {
  return runAction(RemoveSavedMethod, form, async (call) => {
    await removeSavedMethod(call);
    return null;
  });
}
