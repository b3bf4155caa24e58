import type { Refusal } from "@/lib/http/operation";
import { fieldErrors, flatError, plainErrors } from "./answers";

const plain = (description: string): Refusal => ({ description, schema: plainErrors });

/** How `/api/v1` refuses, by status. */
export const REFERRAL_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: { description: "Every bad field at once, each with what is wrong with it.", schema: fieldErrors },
  401: plain("No API key, or none that is known."),
  403: plain("The key lacks the scope, or belongs to another merchant."),
  404: plain("There is no such thing."),
  405: plain("The address is known, the method is not."),
  413: plain("The body is too large."),
  429: plain("Too many requests; `Retry-After` says when to come back."),
  500: plain("Our fault; quote the request's id."),
};

/** `/api/v2` is flat where its contract says so. */
export const CONVERSION_REFUSALS: Readonly<Record<number, Refusal>> = {
  ...REFERRAL_REFUSALS,
  400: { description: "A field is wrong, or the slug is unknown.", schema: flatError },
  409: { description: "The referral exists already.", schema: flatError },
};
