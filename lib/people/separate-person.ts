import { recordAudit } from "@/lib/audit/record";
import { query, queryOne, transaction } from "@/lib/db/sql";
import { HOLD_PEOPLE } from "@/lib/generated/sql/people/hold-people";
import { ONE_AT_A_TIME } from "@/lib/generated/sql/people/one-at-a-time";
import { SEPARATE_RECORDS } from "@/lib/generated/sql/people/separate-records";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { readRecord } from "./read-record";
import type { RecordRef } from "./record-type";

/**
 * Takes a record out of the person it was merged into, with all of the same e-mail address: they are a person of their own
 * again. Refuses with `not_found`, and with `conflict` where it was not merged.
 */
export async function separatePerson({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RecordRef;
}): Promise<{ records: number }> {
  authorize(ctx, "customers:write");
  return transaction(async (tx) => {
    await query(ONE_AT_A_TIME, {}, tx);
    const { merchantId } = await readRecord(tx, ctx, input);
    await query(HOLD_PEOPLE, { merchantId }, tx);
    const { mergedId, own, name } = await readRecord(tx, ctx, input);
    if (!mergedId)
      throw new Refused({ code: "conflict", message: "Nobody has merged this record with another person." });
    const separated = await queryOne(SEPARATE_RECORDS, { mergedId, own }, tx);
    const records = separated?.records ?? 0;
    await recordAudit(tx, ctx, {
      action: "person.separated",
      objectType: input.type,
      objectId: input.id,
      merchantId,
      data: { name, records },
    });
    return { records };
  });
}
