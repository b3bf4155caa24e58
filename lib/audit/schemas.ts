import { z } from "zod";
import { searchedDay, searchedText } from "@/lib/search/search-fields";

export const AUDIT_PER_PAGE = 50;
const TEXT_CHARACTERS_MAX = 200;

const text = searchedText.trim().min(1).max(TEXT_CHARACTERS_MAX);

/** Which lines of the audit log. What the address holds and is no filter is left out, never an error. */
export const ListAudit = z.object({
  actorType: z.enum(["user", "apiKey", "job", "provider", "customer"]).optional().catch(undefined),
  actorId: text.optional().catch(undefined),
  action: text.optional().catch(undefined),
  objectType: text.optional().catch(undefined),
  objectId: text.optional().catch(undefined),
  requestId: text.optional().catch(undefined),
  /** Days, in UTC: from the first one's beginning to the last one's end. */
  from: searchedDay.optional().catch(undefined),
  to: searchedDay.optional().catch(undefined),
  /** Entries older, or newer, than the one named. */
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type ListAudit = z.output<typeof ListAudit>;
