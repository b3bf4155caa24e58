import { z } from "zod";
import { Refused } from "@/lib/verb/problem";
import { isUniqueViolation } from "./sql";

/** What a console form may send along: its own id, which becomes that of what it makes. */
export interface FromForm {
  formId?: string | undefined;
}

/** The field a form sends it in: minted when the form is shown, so that however often it is sent it makes one thing. */
export const formId = z.uuid();

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
