import { query } from "@/lib/db/sql";
import { BOOKS_ONCE } from "@/lib/generated/sql/connectors/sandbox/invariants/books-once";
import { COLLECTS_ONCE } from "@/lib/generated/sql/connectors/sandbox/invariants/collects-once";

/** What must hold of the sandbox's books and ours; lib/invariants asks. */
export const SANDBOX_INVARIANTS = {
  "the sandbox booked no payment twice": () => query(BOOKS_ONCE, {}),
  "the sandbox collected one premium once, unless it was returned": () => query(COLLECTS_ONCE, {}),
};
