import { isUniqueViolation } from "@/lib/db/sql";
import { Refused } from "@/lib/verb/problem";

/** What a console form may send along: its own id, which becomes that of what it makes. */
export interface FromForm {
  formId?: string;
}

/** What the same form made when it was sent before, where that is why `err` came; throws `err` on otherwise. */
export async function madeBefore<T>(
  err: unknown,
  { formId }: FromForm,
  find: (id: string) => Promise<T>,
): Promise<T> {
  if (formId === undefined || !isUniqueViolation(err)) throw err;
  return find(formId).catch((missing: unknown) => {
    throw missing instanceof Refused && missing.problem.code === "not_found" ? err : missing;
  });
}
