import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { formId, refuseUnlessSame } from "@/lib/db/made-before";
import { query, queryOne, transaction } from "@/lib/db/sql";
import { ADD_NOTE } from "@/lib/generated/sql/people/add-note";
import { ADDED_NOTE } from "@/lib/generated/sql/people/added-note";
import { REMOVE_NOTE } from "@/lib/generated/sql/people/remove-note";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readRecord } from "./read-record";
import { RecordRef } from "./record-type";

export const NOTE_LENGTH_MAX = 2_000;
/** A person's page shows the newest of them. */
export const NOTES_MAX = 100;

export const AddPersonNote = z.object({
  formId,
  record: RecordRef,
  note: z
    .string()
    .trim()
    .min(1, "Write something.")
    .max(NOTE_LENGTH_MAX, `Use at most ${NOTE_LENGTH_MAX} characters.`),
});

/** Writes down something about a person, once for a form: refuses with `not_found`, or with `conflict` what is not what it wrote. */
export async function addPersonNote({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.output<typeof AddPersonNote>;
}): Promise<void> {
  authorize(ctx, "customers:write");
  const { record, note } = input;
  await transaction(async (tx) => {
    const { merchantId } = await readRecord(tx, ctx, record);
    const { actor, now, requestId } = ctx;
    const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
    const what = { merchantId, recordType: record.type, recordId: record.id, note };
    const added = await queryOne(ADD_NOTE, { id: input.formId, ...what, now, ...by }, tx);
    if (!added) {
      const before = await queryOne(ADDED_NOTE, { id: input.formId }, tx);
      // It is gone only where somebody takes it away at this very moment.
      if (before) refuseUnlessSame(ctx, before, what);
      return;
    }
    // Not the note itself: it may be taken away, and the audit log stays.
    await recordAudit(tx, ctx, {
      action: "person.note_added",
      objectType: record.type,
      objectId: record.id,
      merchantId,
    });
  });
}

export const RemovePersonNote = z.object({ id: z.uuid() });

/** Takes a note away, for good. Refuses with `not_found`. */
export async function removePersonNote({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.output<typeof RemovePersonNote>;
}): Promise<void> {
  authorize(ctx, "customers:write");
  await transaction(async (tx) => {
    const [removed] = await query(REMOVE_NOTE, { id: input.id, merchantId: merchantBound(ctx.actor) }, tx);
    if (!removed) throw new Refused({ code: "not_found", object: "Note", id: input.id });
    await recordAudit(tx, ctx, {
      action: "person.note_removed",
      objectType: removed.recordType,
      objectId: removed.recordId,
      merchantId: removed.merchantId,
    });
  });
}
