import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { query, queryOne, transaction } from "@/lib/db/sql";
import { HOLD_PEOPLE } from "@/lib/generated/sql/people/hold-people";
import { MERGE_RECORDS } from "@/lib/generated/sql/people/merge-records";
import { ONE_AT_A_TIME } from "@/lib/generated/sql/people/one-at-a-time";
import { RECORD_IDS } from "@/lib/generated/sql/people/record-ids";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { readRecord } from "./read-record";
import { RecordRef } from "./record-type";

/** So many records of two people are seen and merged at once. */
export const MERGED_RECORDS_MAX = 500;

export const MergePeople = z.object({
  one: RecordRef,
  other: RecordRef,
  /** Every record of both, as they were shown. */
  seenIds: z.array(z.uuid()).max(MERGED_RECORDS_MAX, `At most ${MERGED_RECORDS_MAX} records are merged.`),
});
export type MergePeople = z.output<typeof MergePeople>;

/**
 * Says that two people of one merchant are one: from then on all their records are one person's, with all their payments,
 * of which nothing changes. `separatePerson` undoes it. Refuses with `not_found`, `invalid` across merchants, and `conflict`
 * where they are one already or not what was seen.
 */
export async function mergePeople({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: MergePeople;
}): Promise<{ records: number }> {
  authorize(ctx, "customers:write");
  return transaction(async (tx) => {
    await query(ONE_AT_A_TIME, {}, tx);
    const { merchantId } = await readRecord(tx, ctx, input.one);
    await query(HOLD_PEOPLE, { merchantId }, tx);
    const one = await readRecord(tx, ctx, input.one);
    const other = await readRecord(tx, ctx, input.other);
    if (other.merchantId !== merchantId)
      refuseField("other", "not_allowed", "They belong to two merchants, and a person is one merchant’s.");
    if (one.person === other.person)
      throw new Refused({ code: "conflict", message: "They are one person already." });
    const persons = [one.person, other.person];
    const records = await query(RECORD_IDS, { merchantId, persons }, tx);
    if (!isSame(records, input.seenIds))
      throw new Refused({
        code: "conflict",
        message: "One of them has other records than were shown. Look again before you merge them.",
      });
    const id = newId();
    const { actor, now, requestId } = ctx;
    const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
    const merged = await queryOne(MERGE_RECORDS, { id, merchantId, persons, now, ...by }, tx);
    await recordAudit(tx, ctx, {
      action: "person.merged",
      objectType: input.one.type,
      objectId: input.one.id,
      merchantId,
      data: { names: [one.name, other.name], other: input.other, records: records.length },
    });
    return { records: merged?.records ?? 0 };
  });
}

function isSame(records: readonly { id: string | null }[], seenIds: readonly string[]): boolean {
  const seen = new Set(seenIds);
  return records.length === seen.size && records.every(({ id }) => id !== null && seen.has(id));
}
