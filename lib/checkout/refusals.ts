import { z } from "zod";
import type { Refusal } from "@/lib/http/operation";
import { generalError, validationError } from "./answers";

const general = (description: string): Refusal => ({ description, schema: generalError });

/** How the checkout door refuses, by status. */
export const CHECKOUT_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: {
    description:
      "Fields that are wrong, all of them at once; or a request that cannot be done as things stand.",
    schema: z.union([validationError, generalError]),
  },
  401: general("No API key, or none that is known."),
  403: general("The key lacks the scope, or belongs to another merchant than what was named."),
  404: general("There is no such thing, or it is another merchant's."),
  405: general("The address is known, the method is not."),
  413: general("The body is too large."),
  429: general("Too many requests; `Retry-After` says when to come back."),
  500: general("Our fault; quote the request's id."),
};
