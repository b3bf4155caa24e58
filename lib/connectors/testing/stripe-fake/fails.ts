/** An error as Stripe answers it. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly error: { type: string; code?: string; decline_code?: string; param?: string; message: string },
    readonly headers: Record<string, string> = {},
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
