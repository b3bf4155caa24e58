import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, answerInTrouble, type Trouble } from "../trouble";
import { Books, type Told } from "./books";
import { failureOf, invalid, StripeFailure } from "./fails";
import { type Form, parseForm, placesOf } from "./form";
import { OPERATIONS } from "./operations";
import { answerPage } from "./page";
import { presentEvent } from "./present";

interface Kept {
  request: string;
  /** Null while the first request still runs. */
  answer: Answer | null;
}

const HEADERS = { "request-id": "req_fake" };

/**
 * A stand-in for Stripe on loopback, for tests: an account with state, pages that are paid, signed messages, and
 * idempotency as Stripe has it. Written from Stripe's documentation; it has never been held against Stripe itself.
 */
export class StripeFake {
  readonly books = new Books();
  /** How every request to the API ends, until it is null again. */
  trouble: Trouble | null = null;
  /** How many requests to the API there have been. */
  asked = 0;
  /** Where messages are sent, and what they are signed with. None before a test says so. */
  endpoint: { url: string; secret: string } | null = null;
  /** A message that is sent twice, or not at all. */
  delivers: "once" | "twice" | "never" = "once";
  private readonly kept = new Map<string, Kept>();
  private readonly sending = new Set<Promise<void>>();
  private readonly server = createServer((req, res) => void this.answer(req, res));

  constructor(private readonly secretKey: string) {
    this.books.onEvent = (event) => this.send(event);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.sending);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Once every message sent so far has been answered. */
  async delivered(): Promise<void> {
    await Promise.allSettled(this.sending);
  }

  /** A message as it would be sent at `at`, in seconds; `body` is one that says something else. */
  signed(
    event: Told,
    secret: string,
    at = Math.floor(Date.now() / 1_000),
    body = JSON.stringify(presentEvent(event)),
  ): { body: string; signature: string } {
    const v1 = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
    return { body, signature: `t=${at},v1=${v1}` };
  }

  private send(event: Told): void {
    const times = { once: 1, twice: 2, never: 0 }[this.delivers];
    for (let time = 0; time < times; time++) {
      const sent: Promise<void> = this.post(event).finally(() => this.sending.delete(sent));
      this.sending.add(sent);
    }
  }

  private async post(event: Told): Promise<void> {
    if (!this.endpoint) return;
    const { body, signature } = this.signed(event, this.endpoint.secret);
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    await fetch(this.endpoint.url, { method: "POST", body, headers }).catch(() => {});
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", this.origin);
    const body = await read(req);
    if (url.pathname === "/favicon.ico") {
      res.writeHead(204).end();
      return;
    }
    if (url.pathname.startsWith("/c/pay/")) {
      answerPage(this.books, req.method ?? "GET", url, body, this.origin, res);
      return;
    }
    this.asked += 1;
    await answerInTrouble(this.trouble, { req, res }, () => this.decide(req, url, body), refusal);
  }

  private async decide(req: IncomingMessage, url: URL, body: string): Promise<Answer> {
    try {
      if (req.headers.authorization !== `Bearer ${this.secretKey}`) throw failureOf(401);
      return await this.once(req, url, body);
    } catch (err) {
      return answerOf(err);
    }
  }

  /** A key's first answer is every later one's, be it an error; another request under it is refused, or one while it runs. */
  private async once(req: IncomingMessage, url: URL, body: string): Promise<Answer> {
    const key = req.headers["idempotency-key"];
    if (req.method !== "POST" || typeof key !== "string") return this.run(req, url, body);
    const request = createHash("sha256").update(`${url.pathname}\n${body}`).digest("hex");
    const before = this.kept.get(key);
    if (before && before.request !== request) {
      throw new StripeFailure(400, {
        type: "idempotency_error",
        message: "Keys for idempotent requests can only be used with the same parameters.",
      });
    }
    if (before) {
      if (before.answer) return before.answer;
      throw failureOf(409);
    }
    const kept: Kept = { request, answer: null };
    this.kept.set(key, kept);
    await takesAMoment();
    kept.answer = this.run(req, url, body);
    // What was refused before it began is not kept, and may be sent again.
    if (kept.answer.status === 400) this.kept.delete(key);
    return kept.answer;
  }

  private run(req: IncomingMessage, url: URL, body: string): Answer {
    const operation = OPERATIONS.find(({ method, path }) => method === req.method && path.test(url.pathname));
    if (!operation)
      throw invalid(
        `Unrecognized request URL (${req.method}: ${url.pathname}): this stand-in does not know it.`,
      );
    const form: Form = parseForm(req.method === "GET" ? url.search.slice(1) : body);
    const unknown = placesOf(form).find((place) => !isKnown(operation.takes, place));
    if (unknown) throw invalid(`Received unknown parameter: ${unknown}`, "parameter_unknown", unknown);
    const id = operation.path.exec(url.pathname)?.[1] ?? "";
    try {
      const answer = operation.run({ books: this.books, form, id, origin: this.origin });
      return { status: 200, body: JSON.stringify(answer), headers: HEADERS };
    } catch (err) {
      return answerOf(err);
    }
  }
}

const takesAMoment = () => new Promise<void>((resolve) => setImmediate(resolve));

function isKnown(takes: readonly string[], place: string): boolean {
  return takes.includes(place) || takes.includes(place.replace(/\[[^\]]+\]$/, "[*]"));
}

function answerOf(err: unknown): Answer {
  if (!(err instanceof StripeFailure)) throw err;
  return { status: err.status, body: JSON.stringify({ error: err.error }), headers: HEADERS };
}

const refusal = (status: number) => answerOf(failureOf(status));

async function read(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
