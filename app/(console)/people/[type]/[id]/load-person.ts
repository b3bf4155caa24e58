import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { getPerson } from "@/lib/people/person";
import { PERSON_RECORD_TYPES } from "@/lib/people/record-type";
import { problemOf } from "@/lib/verb/problem";

/** The person an address names. An account that only payments name has no record: its payments are all there is. */
export const loadPerson = cache(async (asked: string, id: string) => {
  await requireOperator("payments:read");
  const type = PERSON_RECORD_TYPES.find((each) => each === asked);
  if (!type) notFound();
  const ctx = await operatorCtx();
  // As it was sent: a wire id may end in escaped padding.
  const named = decodeURIComponent(id);
  const person = await getPerson({ ctx, input: { type, id: named } }).catch((err: unknown) => {
    if (problemOf(err)?.code !== "not_found") throw err;
    return null;
  });
  if (person) return person;
  if (type === "account" && named.startsWith("eyJ"))
    redirect(`/payments?${new URLSearchParams({ account: named })}`);
  notFound();
});
