import { type Queryable, queryOne } from "@/lib/db/sql";
import { PERSON_OF_RECORD } from "@/lib/generated/sql/people/person-of-record";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { RecordRef } from "./record-type";

/** Whose record it is now. */
export interface RecordOwner {
  merchantId: string;
  /** What all records of one person have in common. */
  person: string;
  mergedId: string | null;
  /** Whose it would be if it was not merged. */
  own: string;
  name: string;
}

/** Refuses with `not_found`, also for another merchant's. */
export async function readRecord(tx: Queryable, ctx: Ctx, { type, id }: RecordRef): Promise<RecordOwner> {
  const found = await queryOne(PERSON_OF_RECORD, { type, id, merchantId: merchantBound(ctx.actor) }, tx);
  const { merchantId, person, own, mergedId = null, name = "" } = found ?? {};
  if (!merchantId || !person || !own) throw new Refused({ code: "not_found", object: "Person", id });
  return { merchantId, person, own, mergedId, name: name ?? "" };
}
