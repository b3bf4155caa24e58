import type { Refusal } from "@/lib/http/operation";
import { connectedError, tokenError } from "./answers";

const connected = (description: string): Refusal => ({ description, schema: connectedError });
const token = (description: string): Refusal => ({ description, schema: tokenError });

/** How the connected door refuses, by status. */
export const CONNECTED_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: connected("The first rule that is broken, in the contract's order."),
  401: connected("No access token or API key, or none that is valid."),
  403: connected("The token lacks the scope, or belongs to another merchant."),
  404: connected("There is no such thing."),
  405: connected("The address is known, the method is not."),
  413: connected("The body is too large."),
  429: connected("Too many requests; `Retry-After` says when to come back."),
  500: connected("Our fault; quote the request's id."),
};

/** How the token endpoint refuses, by status. */
export const TOKEN_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: token("Another grant type, a scope the key lacks, or no form."),
  401: token("The key id and the secret do not belong together."),
  404: token("There is nothing at this address."),
  405: token("The address is known, the method is not."),
  413: token("The body is too large."),
  429: token("Too many requests; `Retry-After` says when to come back."),
  500: token("Our fault; quote the request's id."),
};
