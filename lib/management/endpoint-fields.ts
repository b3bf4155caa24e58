import { z } from "zod";
import { requiredOr, trimmedText } from "@/lib/checkout/fields";
import { isWholeAddress } from "@/lib/http/followed-address";
import { inCatalogueOrder, SUBSCRIBABLE_TYPES } from "@/lib/webhooks/event-types";
import { ENDPOINT_DESCRIPTION_CHARACTERS_MAX, ENDPOINT_URL_CHARACTERS_MAX } from "@/lib/webhooks/limits";

/** What a webhook endpoint is made of, as programs are told of it; people are by the console's form. */
export const urlField = trimmedText(ENDPOINT_URL_CHARACTERS_MAX, 1)
  .meta({ format: "uri" })
  .refine(isWholeAddress, { error: "must be an https address" });

export const descriptionField = trimmedText(ENDPOINT_DESCRIPTION_CHARACTERS_MAX);

const TYPES_RULE = "must be a list of event types, or null for every type";

const eventType = z
  .string({ error: "must be an event type" })
  .refine((type) => SUBSCRIBABLE_TYPES.includes(type), { error: "is no event type" });

/** Null for every type. */
export const eventTypesField = z
  .array(eventType, { error: requiredOr(TYPES_RULE) })
  .min(1, { error: "must not be empty: null is every type" })
  .transform(inCatalogueOrder)
  .nullable();
