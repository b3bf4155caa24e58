import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { Refused } from "@/lib/verb/problem";
import { isUniqueViolation } from "./sql";

/** What a console form may send along: its own id, which becomes that of what it makes. */
export interface FromForm {
  formId?: string | undefined;
}

/** The field a form sends it in: minted when the form is shown, so that however often it is sent it makes one thing. */
export const formId = z.uuid();

/**
 * What the same form made when it was sent before, where that is why `err` came; throws `err` on otherwise. `intended` is
 * what it would make now: refuses with `conflict` where what was made is something else, for nothing of it was saved.
 */
export async function madeBefore<T extends object>(
  err: unknown,
  { formId }: FromForm,
  find: (id: string) => Promise<T>,
  intended: Partial<T>,
): Promise<T> {
  if (formId === undefined || !isUniqueViolation(err)) throw err;
  const made = await find(formId).catch((missing: unknown) => {
    throw missing instanceof Refused && missing.problem.code === "not_found" ? err : missing;
  });
  refuseUnlessSame(made, intended);
  return made;
}

/** Refuses with `conflict` where something that a form made is not what the same form says now. */
export function refuseUnlessSame<T extends object>(made: T, intended: Partial<T>): void {
  const names = Object.keys(intended) as (keyof T)[];
  if (names.every((name) => isDeepStrictEqual(plain(made[name]), plain(intended[name])))) return;
  throw new Refused({
    code: "conflict",
    message:
      "This form was sent before with something else in it, and that is what was saved. Reload the page to see it.",
  });
}

/** A value as it looks in JSON, where what is undefined is absent. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (_, each: unknown) =>
    typeof each === "bigint" ? String(each) : each,
  );
  return JSON.parse(text);
}
