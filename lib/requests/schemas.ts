import { z } from "zod";

/** What a client sends too much of is looked up all the same. */
export const KEY_TYPED_CHARACTERS_MAX = 2_000;

export const InspectKey = z.object({
  key: z
    .string()
    .min(1)
    .max(KEY_TYPED_CHARACTERS_MAX)
    .refine((key) => key.isWellFormed() && !key.includes("\0")),
});
export type InspectKey = z.output<typeof InspectKey>;
