import { z } from "zod";
import { isWholeAddress } from "@/lib/http/followed-address";
import { text, textOrNothing } from "@/lib/policies/fields";
import {
  ENDPOINT_DESCRIPTION_CHARACTERS_MAX,
  ENDPOINT_NAME_CHARACTERS_MAX,
  ENDPOINT_URL_CHARACTERS_MAX,
} from "@/lib/webhooks/limits";
import { type PolicySubscription, SUBSCRIPTIONS, subscriptionRefusal } from "./subscriptions";

const subscription = z
  .string()
  .meta({ enum: SUBSCRIPTIONS })
  .transform((name, ctx) => {
    const refusal = subscriptionRefusal(name);
    if (refusal === null) return name as PolicySubscription;
    ctx.addIssue({ code: "custom", message: refusal });
    return z.NEVER;
  });

const fields = z.strictObject({
  name: text(ENDPOINT_NAME_CHARACTERS_MAX),
  url: text(ENDPOINT_URL_CHARACTERS_MAX)
    .meta({ format: "uri" })
    .refine(isWholeAddress, { error: "must be a valid uri" }),
  subscriptions: z.array(subscription).min(1, { error: "must contain at least 1 item" }),
  description: textOrNothing(ENDPOINT_DESCRIPTION_CHARACTERS_MAX).optional(),
});

/** Neither a token of the caller's in each message nor a group of users: see docs/policy-payments.md. */
export const createWebhookBody = fields;
export const updateWebhookBody = fields.partial();
