import { wholeNumber } from "./amounts";
import { missing } from "./fails";
import { type Form, formOf, listOf, textOf } from "./form";

/** What every list of Stripe's takes. */
export const LISTED = ["limit", "starting_after", "ending_before", "created[gte]", "expand[]"];

/** A page of a list, newest first. */
export function page<Item extends { id: string; created: number }>(
  all: readonly Item[],
  form: Form,
  present: (item: Item) => unknown,
) {
  const limit = form.limit ? wholeNumber(form.limit, "limit") : 10;
  const since = Number(textOf(formOf(form.created).gte) ?? 0);
  const of = all.filter(({ created }) => created >= since);
  const [after, before] = [textOf(form.starting_after), textOf(form.ending_before)];
  const from = after ? of.findIndex(({ id }) => id === after) + 1 : 0;
  const until = before ? of.findIndex(({ id }) => id === before) : of.length;
  if ((after && from === 0) || until < 0) throw missing("object", after ?? before ?? "");
  // What comes right before the cursor, not the newest there is.
  const shown = before ? of.slice(Math.max(from, until - limit), until) : of.slice(from, from + limit);
  const more = before ? until - limit > from : from + limit < of.length;
  return { object: "list", has_more: more, data: shown.map(present) };
}

export function found<Item extends { id: string }>(all: readonly Item[], object: string, id: string): Item {
  const item = all.find((each) => each.id === id);
  if (!item) throw missing(object, id);
  return item;
}

/** What of an object was asked for whole. */
export function expandOf(form: Form): string[] {
  return listOf(form.expand).filter((each) => typeof each === "string");
}
