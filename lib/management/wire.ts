import { z } from "zod";
import { requiredOr } from "@/lib/checkout/fields";
import { listLimit } from "@/lib/checkout/wire";
import { readAnyId } from "@/lib/ids";
import { cursorField } from "@/lib/search/search-fields";

/** What requests of the management door are made of. */

const ID_RULE = "must be an id, as answers spell it";

/** An id in any spelling; its UUID once parsed. */
export const idField = z
  .string({ error: requiredOr(ID_RULE) })
  .refine((spelled) => readAnyId(spelled) !== null, { error: ID_RULE })
  .transform((spelled) => readAnyId(spelled) ?? "");

const NEW_ID_RULE = "must be a UUID";

/** The id that something new is given by whoever asks, so that a request that is sent again makes it once. */
export const newIdField = z
  .uuid({ error: requiredOr(NEW_ID_RULE) })
  .meta({ description: "Choose it yourself, and the request can be sent again: it is done once." });

export const limitField = listLimit(20);

const CURSOR_RULE = "must be the nextCursor of an answer";

/** The row that a list is read on from. A page's number would move with the rows that come and go in between. */
export const rowCursor = z
  .string()
  .refine((text) => cursorField.safeParse(text).success, { error: CURSOR_RULE });

/** A day in UTC. */
export const dayField = z.iso.date({ error: requiredOr('must be a day such as "2026-11-30"') });

const MOMENT_RULE = 'must be a time such as "2026-11-30T09:00:00Z"';

/** A moment, with its zone. */
export const momentField = z.iso
  .datetime({ offset: true, error: requiredOr(MOMENT_RULE) })
  .transform((text) => new Date(text));
