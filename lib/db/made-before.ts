import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { inOrder } from "@/lib/text/in-order";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { toldTo } from "@/lib/verb/told-to";
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
  if (!isSame(made, intended)) throw new Refused({ code: "conflict", message: OTHER_FORM });
  return made;
}

/** Refuses with `conflict` where something that a form or a request made is not what the same says now. */
export function refuseUnlessSame<T extends object>(ctx: Ctx, made: T, intended: Partial<T>): void {
  if (!isSame(made, intended)) refuseOther(ctx);
}

/** The same by what was kept of the first sending. What an older release has kept nothing of is taken for the same. */
export function refuseUnlessSent(ctx: Ctx, kept: Uint8Array | null, now: Buffer): void {
  if (kept && !now.equals(kept)) refuseOther(ctx);
}

/** What is kept of something that was sent, to tell whether it is the same that comes again. */
export function digestOf(sent: object): Buffer<ArrayBuffer> {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(plain(sent))))
    .digest();
}

function refuseOther(ctx: Ctx): never {
  throw new Refused({
    code: "conflict",
    message: toldTo(ctx, {
      person: OTHER_FORM,
      program:
        "The same request was sent before with something else in it, and that is what was made. Read it, or send this one under another id or key.",
    }),
  });
}

const OTHER_FORM =
  "This form was sent before with something else in it, and that is what was saved. Reload the page to see it.";

function isSame<T extends object>(made: T, intended: Partial<T>): boolean {
  const names = Object.keys(intended) as (keyof T)[];
  return names.every((name) => isDeepStrictEqual(plain(made[name]), plain(intended[name])));
}

/** A value as it looks in JSON, where what is undefined is absent. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (_, each: unknown) =>
    typeof each === "bigint" ? String(each) : each,
  );
  return JSON.parse(text);
}
