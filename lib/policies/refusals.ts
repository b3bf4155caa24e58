import type { Refusal } from "@/lib/http/operation";
import { policyError } from "./answers";

const refusal = (description: string): Refusal => ({ description, schema: policyError });

/** How the policy door refuses, by status. */
export const POLICY_REFUSALS: Readonly<Record<number, Refusal>> = {
  400: refusal("Every bad field at once, or a request that could not be read."),
  401: refusal("No API key, or none that is known."),
  403: refusal("The key lacks the scope, or belongs to another organisation."),
  404: refusal("There is no such thing."),
  405: refusal("The address is known, the method is not."),
  409: refusal(
    "It cannot be done as things stand, or the idempotency key was used for something else or is still running.",
  ),
  413: refusal("The body is too large."),
  429: refusal("Too many requests; `Retry-After` says when to come back."),
  500: refusal("Our fault; quote the trace_id."),
};
