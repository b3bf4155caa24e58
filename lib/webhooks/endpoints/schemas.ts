import { z } from "zod";
import { isWholeAddress } from "@/lib/http/followed-address";
import type { Undefinable } from "@/lib/verb/given";
import { inCatalogueOrder, SUBSCRIBABLE_TYPES } from "@/lib/webhooks/event-types";
import {
  ENDPOINT_DESCRIPTION_CHARACTERS_MAX,
  ENDPOINT_NAME_CHARACTERS_MAX,
  ENDPOINT_URL_CHARACTERS_MAX,
} from "@/lib/webhooks/limits";

const eventTypes = z
  .array(z.string().refine((type) => SUBSCRIBABLE_TYPES.includes(type), "There is no such event type."))
  .transform(inCatalogueOrder);

const target = z
  .string()
  .trim()
  .min(1, "Enter the address events are sent to.")
  .max(ENDPOINT_URL_CHARACTERS_MAX, `At most ${ENDPOINT_URL_CHARACTERS_MAX} characters.`)
  .refine(isWholeAddress, "Enter a whole address: https://…, without spaces.");

const endpoint = z.object({
  url: target,
  /** Left as it is, and empty at first, where nobody names it. */
  name: z
    .string()
    .trim()
    .max(ENDPOINT_NAME_CHARACTERS_MAX, `At most ${ENDPOINT_NAME_CHARACTERS_MAX} characters.`)
    .optional(),
  description: z
    .string()
    .trim()
    .max(ENDPOINT_DESCRIPTION_CHARACTERS_MAX, `At most ${ENDPOINT_DESCRIPTION_CHARACTERS_MAX} characters.`),
  /** Null for every type, also those there will be. */
  eventTypes: eventTypes.refine((types) => types.length > 0, "Choose at least one event.").nullable(),
  /** Null for all merchants. */
  merchantId: z.uuid().nullable(),
});

/** `id` is minted when the form is shown, so that the same form sent twice makes one endpoint. */
export const CreateEndpoint = endpoint.extend({ id: z.uuid() });
export type CreateEndpoint = z.output<typeof CreateEndpoint>;

/** The form that changes an endpoint: `seen` is how it stood when the form was opened. */
export const UpdateEndpoint = endpoint.extend({ id: z.uuid(), seen: z.string() });
/** What of an endpoint is changed: what is left out stays as it is. */
export interface UpdateEndpoint extends Undefinable<Omit<CreateEndpoint, "id">> {
  id: string;
  hearsRecorded?: boolean | undefined;
  seen?: string;
}

/** Names one endpoint: to pause, resume or delete it. */
export const NameEndpoint = z.object({ id: z.uuid() });
export type NameEndpoint = z.output<typeof NameEndpoint>;

/** For how many hours a replaced secret goes on signing beside the new one. */
export const OVERLAP_HOURS = [0, 1, 24, 168] as const;
export type OverlapHours = (typeof OVERLAP_HOURS)[number];
export const OVERLAP_HOURS_DEFAULT: OverlapHours = 24;

/** `secretId` is minted when the form is shown, so that the same form sent twice rotates once. */
export const RotateSecret = z.object({
  id: z.uuid(),
  secretId: z.uuid(),
  // As text, because nothing at all would count as the number 0.
  overlapHours: z.coerce
    .string()
    .transform((text) => OVERLAP_HOURS.find((hours) => String(hours) === text))
    .refine((hours) => hours !== undefined, "Choose how long the old secret goes on.")
    .transform((hours) => hours ?? OVERLAP_HOURS_DEFAULT),
});
export type RotateSecret = z.output<typeof RotateSecret>;

/** `eventId` is minted when the button is shown, so that ten presses send one event. */
export const SendTestEvent = z.object({ id: z.uuid(), eventId: z.uuid() });
export type SendTestEvent = z.output<typeof SendTestEvent>;

/** `attempts` is how many had been made when it was shown: sent twice, it is sent again once. */
export const ResendDelivery = z.object({ id: z.uuid(), attempts: z.int() });
export type ResendDelivery = z.output<typeof ResendDelivery>;

/** Everything that was given up since a time: of one endpoint, or of all; of some types or until a time, where said. */
export const ResendFailed = z.object({
  endpointId: z.uuid().nullable(),
  since: z.date({ error: "Choose a time." }),
  until: z.date().optional(),
  types: z.array(z.string()).optional(),
});
export type ResendFailed = z.output<typeof ResendFailed>;

/** `countedAt` is when the preview counted them: what was sent again or failed since then is left alone. */
export const ResendCounted = ResendFailed.extend({ countedAt: z.date() });
export type ResendCounted = z.output<typeof ResendCounted>;
