import { z } from "zod";

/** A page of anything, as the door answers it. */
export function listAnswer<Item extends z.ZodType>(item: Item) {
  return z.object({
    object: z.literal("list"),
    data: z.array(item),
    nextCursor: z
      .string()
      .optional()
      .meta({ description: "Asks for the next page, as `cursor`; left out at the end." }),
  });
}

/** Where the page after these rows begins; null at the end. */
export function nextPlace<Row>(rows: readonly Row[], more: boolean, placeOf: (row: Row) => string) {
  const last = rows.at(-1);
  return more && last ? placeOf(last) : null;
}

/** A page, with where the next one begins; null at the end. */
export function presentPage<Item>(data: Item[], nextCursor: string | null = null) {
  return { object: "list" as const, data, ...(nextCursor !== null && { nextCursor }) };
}
