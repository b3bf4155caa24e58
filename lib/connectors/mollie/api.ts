import { z } from "zod";
import { CONNECTOR_TIMEOUT_MS } from "../ask";
import { FORMS } from "./objects";

const REQUEST_TIMEOUT_MS = CONNECTOR_TIMEOUT_MS - 1_000;

/** How much of a list is looked through at once: so many pages, of the most that Mollie puts on one. */
const PAGES_MAX = 40;
const PAGE_MAX = 250;

const listForm = z.object({
  _embedded: z.record(z.string(), z.unknown()),
  _links: z.object({ next: z.object({ href: z.url() }).nullable() }),
});

/** Mollie said no, and has done nothing. What it may have done is any other error. */
export class MollieRefusal extends Error {
  constructor(readonly status: number) {
    super(`Mollie refused with ${status}`);
  }
}

// 409 and 429 say nothing of what an earlier request under the same key has done.
const CERTAIN: readonly number[] = [400, 401, 403, 404, 405, 410, 422];

/** Mollie's API over HTTP. Its own client insists on https; MOLLIE_API_BASE points this one elsewhere. */
export class MollieApi {
  private readonly base = process.env.MOLLIE_API_BASE || "https://api.mollie.com";

  constructor(private readonly apiKey: string) {}

  /** An answer of Mollie's, or it throws. No call is repeated: what is not answered is unknown. */
  async ask(
    method: "GET" | "POST" | "DELETE",
    path: string,
    sent?: { key: string; body: unknown },
  ): Promise<unknown> {
    const answer = await fetch(`${this.base}/v2/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(sent && { "content-type": "application/json", "idempotency-key": sent.key }),
      },
      ...(sent && { body: JSON.stringify(sent.body) }),
      // The key goes nowhere else.
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text);
    if (CERTAIN.includes(answer.status)) throw new MollieRefusal(answer.status);
    throw new Error(`Mollie answered ${answer.status}`);
  }

  /** What was made since, newest first. Throws before it leaves any out: what is not found here is not there. */
  async list<Name extends keyof typeof FORMS>(name: Name, since: Date, path: string = name) {
    type Item = z.output<(typeof FORMS)[Name]>;
    const items: Item[] = [];
    let query = `?limit=${PAGE_MAX}`;
    for (let page = 0; page < PAGES_MAX; page++) {
      const { _embedded, _links } = listForm.parse(await this.ask("GET", path + query));
      const made = z.array(FORMS[name]).parse(_embedded[name]) as Item[];
      items.push(...made.filter(({ createdAt }) => createdAt >= since));
      if (!_links.next || made.some(({ createdAt }) => createdAt < since)) return items;
      query = new URL(_links.next.href).search;
    }
    throw new Error(`Mollie has more ${name} than are read at once`);
  }
}
