import { z } from "zod";
import { requiredOr } from "@/lib/checkout/fields";
import { readAnyId } from "@/lib/ids";

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

const LIMIT_MAX = 100;
export const LIMIT_DEFAULT = 20;
const LIMIT_RULE = `must be a whole number from 1 to ${LIMIT_MAX}`;

export const limitField = z
  .string()
  .regex(/^\d{1,3}$/, { error: LIMIT_RULE })
  .meta({ type: "integer", minimum: 1, maximum: LIMIT_MAX, default: LIMIT_DEFAULT })
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= LIMIT_MAX, { error: LIMIT_RULE })
  .default(LIMIT_DEFAULT);

const CURSOR_RULE = "must be the nextCursor of an answer";

/** Of a list that is read by the number of its page or row: how far it has been read. */
export const placeCursor = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, { error: CURSOR_RULE })
  .transform(Number);

export const cursorRule = { error: CURSOR_RULE };

/** A day in UTC. */
export const dayField = z.iso.date({ error: requiredOr('must be a day such as "2026-11-30"') });

const MOMENT_RULE = 'must be a time such as "2026-11-30T09:00:00Z"';

/** A moment, with its zone. */
export const momentField = z.iso
  .datetime({ offset: true, error: requiredOr(MOMENT_RULE) })
  .transform((text) => new Date(text));
