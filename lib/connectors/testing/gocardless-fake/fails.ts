import { Refused } from "../http-fake";

/** An error as GoCardless answers it. */
export class GoCardlessFailure extends Refused {
  constructor(
    status: number,
    readonly type: "validation_failed" | "invalid_api_usage" | "invalid_state" | "gocardless",
    readonly errors: readonly {
      message: string;
      reason?: string;
      field?: string;
      request_pointer?: string;
      links?: Record<string, string>;
    }[],
  ) {
    super(status, errors[0]?.reason ?? null);
  }

  get body(): string {
    const { status: code, type, errors } = this;
    const message = errors[0]?.message ?? type;
    const documentation_url = `https://developer.gocardless.com/api-reference#${errors[0]?.reason ?? type}`;
    return JSON.stringify({ error: { message, errors, documentation_url, type, request_id: "fake", code } });
  }
}

export const invalidState = (reason: string, message: string, links?: Record<string, string>) =>
  new GoCardlessFailure(422, "invalid_state", [{ reason, message, ...(links && { links }) }]);

export const invalidUsage = (status: number, reason: string, message: string) =>
  new GoCardlessFailure(status, "invalid_api_usage", [{ reason, message }]);

export const invalid = (kind: string, field: string, message: string) =>
  new GoCardlessFailure(422, "validation_failed", [
    { field, message, request_pointer: `/${kind}/${field.replaceAll(".", "/")}` },
  ]);

export const notFound = () => invalidUsage(404, "resource_not_found", "Resource not found");
export const linkNotFound = (link: string) => invalidUsage(404, "link_not_found", `${link} not found`);
export const alreadyMade = (id: string) =>
  new GoCardlessFailure(409, "invalid_state", [
    {
      reason: "idempotent_creation_conflict",
      message: "A resource has already been created with this idempotency key",
      links: { conflicting_resource_id: id },
    },
  ]);

/** What GoCardless says of a refusal that has no words of its own. */
export function failureOf(refused: Refused): GoCardlessFailure {
  if (refused instanceof GoCardlessFailure) return refused;
  const { status } = refused;
  if (status === 401) return invalidUsage(401, "access_token_not_found", "The access token is not valid");
  if (status === 403) return invalidUsage(403, "forbidden", "You are not permitted to do this");
  if (status === 429) return invalidUsage(429, "rate_limit_exceeded", "Rate limit exceeded");
  const error = { reason: "internal_server_error", message: "Something broke" };
  return new GoCardlessFailure(status, "gocardless", [error]);
}
