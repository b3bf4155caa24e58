import { OTHER_REQUEST, Refused } from "../http-fake";

/** An error as Stripe answers it. */
export class StripeFailure extends Refused {
  constructor(
    status: number,
    readonly error: { type: string; code?: string; decline_code?: string; param?: string; message: string },
  ) {
    super(status);
  }
}

export const invalid = (message: string, code?: string, param?: string) =>
  new StripeFailure(400, {
    type: "invalid_request_error",
    message,
    ...(code && { code }),
    ...(param && { param }),
  });

export const missing = (object: string, id: string) =>
  new StripeFailure(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${object}: '${id}'`,
  });

/** What Stripe says of a refusal that has no words of its own. */
export function failureOf(refused: Refused): StripeFailure {
  if (refused instanceof StripeFailure) return refused;
  const { status, reason } = refused;
  if (reason === OTHER_REQUEST) return new StripeFailure(status, OTHER_PARAMETERS);
  return new StripeFailure(status, ERRORS[status] ?? { type: "api_error", message: "Something broke." });
}

const OTHER_PARAMETERS = {
  type: "idempotency_error",
  message: "Keys for idempotent requests can only be used with the same parameters.",
};

const ERRORS: Readonly<Record<number, StripeFailure["error"]>> = {
  401: { type: "invalid_request_error", message: "Invalid API Key provided" },
  403: { type: "invalid_request_error", message: "This key may not do that." },
  409: {
    type: "invalid_request_error",
    code: "idempotency_key_in_use",
    message: "There is currently another in-progress request using this key.",
  },
  429: { type: "invalid_request_error", code: "rate_limit", message: "Slow down." },
};
