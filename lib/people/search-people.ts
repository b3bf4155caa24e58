import { onReplica } from "@/lib/db/replicas";
import { query } from "@/lib/db/sql";
import { SEARCH_PEOPLE, type SearchPeopleRow } from "@/lib/generated/sql/people/search-people";
import { containing, searchKey } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { PERSON_RECORD_TYPES, type PersonRecordType } from "./record-type";
import { PEOPLE_FOUND_MAX } from "./search-limits";

/** Fewer digits are in nearly every telephone number. */
const PHONE_DIGITS_MIN = 4;

/** A person, by the newest of their records that was found. */
export interface FoundPerson extends Omit<SearchPeopleRow, "type" | "id"> {
  type: PersonRecordType;
  id: string;
  /** What they are found as. */
  types: PersonRecordType[];
}

/**
 * People by a part of a name, an e-mail address, a phone number, an external id or a policy number, each once, whatever
 * number of records was found; and whether there are more. Several words stand in any order, each perhaps in another field.
 */
export async function searchPeople({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { q: string };
}): Promise<{ people: FoundPerson[]; more: boolean }> {
  authorize(ctx, "payments:read");
  const words = input.q
    .split(/[\s,;]+/)
    .map(searchKey)
    .filter(Boolean);
  if (words.length === 0) return { people: [], more: false };
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), "");
  const asked = {
    pattern: containing(longest),
    words: words.map(containing),
    phone: phonePattern(input.q),
    merchantId: merchantBound(ctx.actor),
    limit: PEOPLE_FOUND_MAX,
  };
  const rows = await onReplica(() => query(SEARCH_PEOPLE, asked));
  const people = new Map<string, FoundPerson>();
  for (const { id, type: named, ...row } of rows) {
    const type = PERSON_RECORD_TYPES.find((each) => each === named);
    if (!type || !id) continue;
    const key = `${row.merchantId} ${row.person}`;
    const before = people.get(key);
    if (!before) people.set(key, { ...row, id, type, types: [type] });
    else {
      if (before.name === before.email && row.name?.trim()) before.name = row.name;
      if (!before.types.includes(type)) before.types.push(type);
    }
  }
  return { people: [...people.values()], more: rows.length === PEOPLE_FOUND_MAX };
}

/** As numbers are compared: digits alone, without the zeros that stand before a national one. */
function phonePattern(text: string): string | null {
  const digits = /^[\d\s()+./-]+$/.test(text) ? text.replace(/\D/g, "").replace(/^0+/, "") : "";
  return digits.length >= PHONE_DIGITS_MIN ? `%${digits}%` : null;
}
