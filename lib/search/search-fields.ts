import { z } from "zod";
import { textFault } from "@/lib/text/text-fault";

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})$/;
const AMOUNT_CURSOR = /^-?\d{1,45}_([0-9a-f-]{36})$/;

/** Names a row by its place in a list. Whoever edits the address may write a month 13 or an id of dashes there. */
export const cursorField = z.string().refine((text) => {
  const [, at = "", id] = CURSOR.exec(text) ?? [];
  return z.uuid().safeParse(id).success && z.iso.datetime().safeParse(at).success && hasYear(at);
});

/** A day that PostgreSQL can read. */
export const searchedDay = z.iso.date().refine(hasYear);

/** Text from an address that the database can be asked for. */
export const searchedText = z.string().refine((text) => textFault(text) === null);

/** A place in a list whose order may be one of amounts too: these are whole numbers of the smallest unit there is. */
export const orderedCursorField = z.string().refine((text) => {
  if (cursorField.safeParse(text).success) return true;
  const [, id] = AMOUNT_CURSOR.exec(text) ?? [];
  return z.uuid().safeParse(id).success;
});

// PostgreSQL knows no year 0.
function hasYear(text: string): boolean {
  return !text.startsWith("0000");
}
