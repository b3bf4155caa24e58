import { query } from "@/lib/db/sql";
import { SEARCH_PEOPLE, type SearchPeopleRow } from "@/lib/generated/sql/people/search-people";
import { containing, searchKey } from "@/lib/text/search-key";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** Fewer characters are in nearly every name. */
export const PEOPLE_TEXT_MIN = 2;
export const PEOPLE_TEXT_MAX = 200;

/** A search shows this many records, and says so. */
export const PEOPLE_FOUND_MAX = 50;

export type FoundPerson = SearchPeopleRow;

/** Records of people by a part of a name, an e-mail address, a phone number, an external id or a policy number. */
export async function searchPeople({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { q: string };
}): Promise<FoundPerson[]> {
  authorize(ctx, "payments:read");
  const pattern = containing(searchKey(input.q.trim()));
  return query(SEARCH_PEOPLE, { pattern, merchantId: merchantBound(ctx.actor), limit: PEOPLE_FOUND_MAX });
}
