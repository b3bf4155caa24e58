/** An error as Stripe answers it. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly error: { type: string; code?: string; decline_code?: string; param?: string; message: string },
  ) {
    super(error.message);
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

/** What Stripe says with a status, whatever was asked. */
export function failureOf(status: number): StripeFailure {
  return new StripeFailure(status, ERRORS[status] ?? { type: "api_error", message: "Something broke." });
}

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
