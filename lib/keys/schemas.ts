import { z } from "zod";
import { isEmptyOrVisible, VISIBLE_RULE } from "@/lib/text/visible-name";
import { SCOPES } from "@/lib/verb/permissions";

export const KEY_NAME_CHARACTERS_MAX = 80;

/** How long an old secret may go on beside the new one. */
export const ROTATION_OVERLAP_HOURS_MAX = 168;

export const KEYS_PER_PAGE = 50;

/**
 * `id` is minted when the form is shown, so that the same form sent twice makes one key. A key of a partner's own has no
 * scopes, and is of that partner's merchant.
 */
export const CreateKey = z
  .object({
    id: z.uuid(),
    name: z
      .string()
      .trim()
      .min(1, "Give the key a name, such as the system that will use it.")
      .refine(isEmptyOrVisible, VISIBLE_RULE)
      .max(KEY_NAME_CHARACTERS_MAX, `At most ${KEY_NAME_CHARACTERS_MAX} characters.`),
    scopes: z.array(z.enum(SCOPES)).transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
    merchantId: z.uuid().nullable(),
    partnerId: z.uuid().nullish(),
  })
  .refine(({ partnerId, scopes }) => partnerId || scopes.length > 0, {
    path: ["scopes"],
    error: "Choose at least one thing the key may do.",
  })
  .refine(({ partnerId, scopes }) => !partnerId || scopes.length === 0, {
    path: ["scopes"],
    error: "A partner's own key reads what is theirs, and has no scopes.",
  });
export type CreateKey = z.output<typeof CreateKey>;

/** `newKeyId` is minted when the form is shown: it becomes the id of the key that takes over. */
export const RotateKey = z.object({
  id: z.uuid(),
  newKeyId: z.uuid(),
  overlapHours: z.coerce
    .number()
    .int("Whole hours.")
    .min(0, "0 or more hours.")
    .max(ROTATION_OVERLAP_HOURS_MAX, `At most ${ROTATION_OVERLAP_HOURS_MAX} hours (7 days).`),
});
export type RotateKey = z.output<typeof RotateKey>;

export const RevokeKey = z.object({ id: z.uuid() });
export type RevokeKey = z.output<typeof RevokeKey>;

/** Older keys than the one named, newest first. */
export const ListKeys = z.object({ before: z.uuid().nullable() });
export type ListKeys = z.output<typeof ListKeys>;
