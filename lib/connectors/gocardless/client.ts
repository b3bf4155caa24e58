import { z } from "zod";
import { CONNECTOR_TIMEOUT_MS } from "../ask";
import { FORMS, type Kind, type Of } from "./objects";

/** The only version there is, and what this code was written against. */
const API_VERSION = "2015-07-06";

/** Below what a connector's answer is waited for, so that one more question still fits. */
const REQUEST_TIMEOUT_MS = Math.floor(CONNECTOR_TIMEOUT_MS / 2) - 500;

/** The most that GoCardless lists at once. */
const PAGE_MAX = 500;

const BASES = { live: "https://api.gocardless.com", sandbox: "https://api-sandbox.gocardless.com" };

/** What GoCardless answered that is no success. Its sentences are left out: they may repeat what was sent. */
export class GoCardlessError extends Error {
  override readonly name = "GoCardlessError";
  constructor(
    readonly status: number,
    /** `validation_failed`, `invalid_api_usage`, `invalid_state` or `gocardless`; null where it was no answer of its own. */
    readonly type: string | null,
    readonly reasons: readonly string[],
    readonly requestId: string | null,
    /** What was made before under the same idempotency key. */
    readonly conflictingId: string | null,
  ) {
    super(`GoCardless answered ${status} ${reasons[0] ?? type ?? ""}`.trim());
  }
}

const errorForm = z.object({
  error: z.object({
    type: z.string(),
    request_id: z.string().nullish(),
    errors: z
      .array(
        z.object({
          reason: z.string().nullish(),
          field: z.string().nullish(),
          links: z.looseObject({ conflicting_resource_id: z.string().nullish() }).nullish(),
        }),
      )
      .nullish(),
  }),
});

const metaForm = z.object({ cursors: z.object({ after: z.string().nullish() }) });

export type Filters = Readonly<Record<string, string>>;

/**
 * GoCardless's REST API, as much of it as is used here. Its official client cannot be pointed elsewhere;
 * GOCARDLESS_API_BASE points this one, such as at a stand-in for tests. No call is repeated: what is not answered is unknown.
 */
export class GoCardless {
  private readonly base: string;

  constructor(
    private readonly accessToken: string,
    live: boolean,
  ) {
    this.base = process.env.GOCARDLESS_API_BASE || BASES[live ? "live" : "sandbox"];
  }

  async get<Name extends Kind>(kind: Name, id: string): Promise<Of<Name>> {
    return read(kind, await this.call("GET", `/${kind}/${encodeURIComponent(id)}`));
  }

  /** Makes one. Under a key that was used before, GoCardless makes nothing and names what was made: a GoCardlessError. */
  async make<Name extends Kind>(kind: Name, body: object, idempotencyKey?: string): Promise<Of<Name>> {
    return read(kind, await this.call("POST", `/${kind}`, { [kind]: body }, idempotencyKey));
  }

  async act<Name extends Kind>(kind: Name, id: string, action: string): Promise<Of<Name>> {
    const path = `/${kind}/${encodeURIComponent(id)}/actions/${action}`;
    return read(kind, await this.call("POST", path, { data: {} }));
  }

  /** Newest first, as GoCardless lists. */
  async list<Name extends Kind>(
    kind: Name,
    filters: Filters = {},
  ): Promise<{ items: Of<Name>[]; after: string | null }> {
    const answer = await this.call("GET", `/${kind}?${new URLSearchParams(filters)}`);
    const listed = z.record(z.string(), z.unknown()).parse(answer);
    const items = z.array(FORMS[kind]).parse(listed[kind]) as Of<Name>[];
    return { items, after: metaForm.parse(listed.meta).cursors.after ?? null };
  }

  /** All pages of a list. Throws where there are more than `max`: what is left out would never be seen. */
  async *all<Name extends Kind>(kind: Name, filters: Filters, max: number): AsyncGenerator<Of<Name>> {
    let read = 0;
    for (let after: string | null = null; ; ) {
      const page: { items: Of<Name>[]; after: string | null } = await this.list(kind, {
        ...filters,
        limit: String(PAGE_MAX),
        ...(after && { after }),
      });
      yield* page.items;
      read += page.items.length;
      if (!page.after) return;
      if (read >= max) throw new Error(`GoCardless has more ${kind} than are read at once`);
      after = page.after;
    }
  }

  private async call(
    method: "GET" | "POST",
    path: string,
    body?: object,
    idempotencyKey?: string,
  ): Promise<unknown> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.accessToken}`,
        "gocardless-version": API_VERSION,
        accept: "application/json",
        ...(body && { "content-type": "application/json" }),
        ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
      },
      ...(body && { body: JSON.stringify(body) }),
      // The token goes nowhere else.
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw errorOf(response.status, text);
    return JSON.parse(text);
  }
}

function read<Name extends Kind>(kind: Name, answer: unknown): Of<Name> {
  const wrapped = z.record(z.string(), z.unknown()).parse(answer);
  return FORMS[kind].parse(wrapped[kind]) as Of<Name>;
}

function errorOf(status: number, text: string): GoCardlessError {
  let answer: unknown = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // Something before GoCardless answered.
  }
  const { data } = errorForm.safeParse(answer);
  if (!data) return new GoCardlessError(status, null, [], null, null);
  const { type, request_id, errors } = data.error;
  const reasons = (errors ?? []).flatMap(({ reason, field }) => reason ?? (field ? `invalid_${field}` : []));
  const conflictingId = errors?.find(({ reason }) => reason === "idempotent_creation_conflict")?.links
    ?.conflicting_resource_id;
  return new GoCardlessError(status, type, reasons, request_id ?? null, conflictingId ?? null);
}
