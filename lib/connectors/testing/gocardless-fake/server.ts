import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ACTS } from "./acting";
import { Body } from "./body";
import { Books, type Told } from "./books";
import { alreadyMade, GoCardlessFailure, invalidUsage, notFound } from "./fails";
import { MAKES } from "./making";
import { answerPage } from "./page";
import { readList, readOne, readPayoutItems } from "./reading";
import { isScenario, SCENARIOS } from "./scenarios";

/** How the next calls that write end instead of as they should: also refused, whatever was made before. */
export type Failure = "lost_before" | "lost_after" | "500" | "429" | "malformed" | GoCardlessFailure;

/**
 * A stand-in for GoCardless on loopback, for tests: a creditor with state, pages on which mandates are agreed to, signed
 * messages, and idempotency as GoCardless has it. Written from GoCardless's documentation; it has never been held against
 * GoCardless itself.
 */
export class GoCardlessFake {
  readonly books = new Books();
  readonly failures: Failure[] = [];
  /** Nothing is answered but 503. */
  outage = false;
  /** Where messages are sent, and what they are signed with. None before a test says so. */
  endpoint: { url: string; secret: string } | null = null;
  /** A message that is sent twice, or not at all. */
  delivers: "once" | "twice" | "never" = "once";
  private readonly keys = new Map<string, string>();
  private waiting: Told[] = [];
  private readonly sending = new Set<Promise<void>>();
  private readonly server = createServer((req, res) => void this.answer(req, res));

  constructor(private readonly accessToken: string) {
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
    await this.delivered();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Once every message sent so far has been answered. */
  async delivered(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.allSettled(this.sending);
  }

  /** Lets one of GoCardless's published scenarios happen to what is named `id`. */
  run(scenario: keyof typeof SCENARIOS, id: string): void {
    SCENARIOS[scenario](this.books, id);
  }

  /** A message as it would be sent. */
  signed(events: readonly Told[], secret: string): { body: string; signature: string } {
    const body = JSON.stringify({ events, meta: { webhook_id: "WB000FAKE" } });
    return { body, signature: createHmac("sha256", secret).update(body).digest("hex") };
  }

  // What happens at once is told in one message, as GoCardless does.
  private send(event: Told): void {
    this.waiting.push(structuredClone(event));
    if (this.waiting.length > 1) return;
    setImmediate(() => {
      const events = this.waiting;
      this.waiting = [];
      const times = { once: 1, twice: 2, never: 0 }[this.delivers];
      for (let time = 0; time < times; time++) {
        const sent: Promise<void> = this.post(events).finally(() => this.sending.delete(sent));
        this.sending.add(sent);
      }
    });
  }

  private async post(events: readonly Told[]): Promise<void> {
    if (!this.endpoint) return;
    const { body, signature } = this.signed(events, this.endpoint.secret);
    const headers = { "content-type": "application/json", "webhook-signature": signature };
    await fetch(this.endpoint.url, { method: "POST", body, headers }).catch(() => {});
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", this.origin);
    const body = await read(req);
    if (url.pathname === "/favicon.ico") {
      res.writeHead(204).end();
      return;
    }
    if (url.pathname.startsWith("/flow/")) {
      answerPage(this.books, req.method ?? "GET", url, body, res);
      return;
    }
    const failure = req.method === "POST" ? this.failures.shift() : undefined;
    if (failure === "lost_before") {
      req.socket.destroy();
      return;
    }
    const answer = this.decide(req, url, body, failure);
    if (failure === "lost_after") {
      req.socket.destroy();
      return;
    }
    if (failure === "malformed") answer.body = answer.body.slice(0, 20);
    res.writeHead(answer.status, { "content-type": "application/json", "x-request-id": "fake" });
    res.end(answer.body);
  }

  private decide(req: IncomingMessage, url: URL, body: string, failure?: Failure) {
    try {
      if (this.outage || failure === "500")
        throw new GoCardlessFailure(this.outage ? 503 : 500, "gocardless", [
          { reason: "internal_server_error", message: "Something broke" },
        ]);
      if (failure instanceof GoCardlessFailure) throw failure;
      if (failure === "429") throw invalidUsage(429, "rate_limit_exceeded", "Rate limit exceeded");
      if (req.headers.authorization !== `Bearer ${this.accessToken}`)
        throw invalidUsage(401, "access_token_not_found", "The access token you've used is not valid");
      if (req.headers["gocardless-version"] !== "2015-07-06")
        throw invalidUsage(400, "missing_version_header", "The GoCardless-Version header is missing");
      return this.route(req, url, body);
    } catch (err) {
      if (!(err instanceof GoCardlessFailure)) throw err;
      return { status: err.status, body: err.body };
    }
  }

  private route(req: IncomingMessage, url: URL, body: string): { status: number; body: string } {
    const [kind = "", id, actions, action, ...more] = url.pathname.slice(1).split("/");
    if (more.length > 0 || (actions !== undefined && actions !== "actions")) throw notFound();
    if (req.method === "GET" && !actions) return ok(this.get(kind, id, url));
    if (req.method !== "POST") throw invalidUsage(405, "method_not_allowed", "Method not allowed");
    if (req.headers["content-type"] !== "application/json")
      throw invalidUsage(415, "unsupported_media_type", "The body must be JSON");
    if (kind === "scenario_simulators" && id && action === "run") return ok(this.simulate(id, body));
    if (id && action) return ok(this.act(kind, id, action, body));
    return { status: 201, body: JSON.stringify({ [kind]: this.make(kind, req, body) }) };
  }

  private get(kind: string, id: string | undefined, url: URL): unknown {
    if (kind === "payout_items") return readPayoutItems(this.books, url.searchParams);
    return id ? readOne(this.books, kind, id) : readList(this.books, kind, url.searchParams);
  }

  private act(kind: string, id: string, action: string, body: string): unknown {
    Body.read(body, "data", []);
    const act = ACTS[`${kind}/${action}`];
    if (!act) throw invalidUsage(404, "path_not_found", "This stand-in does not know this action");
    return { [kind]: act(this.books, id) };
  }

  private simulate(name: string, body: string): unknown {
    if (!isScenario(name))
      throw invalidUsage(404, "resource_not_found", "This stand-in knows no such scenario");
    this.run(name, Body.read(body, "scenario_simulators", ["links.resource"]).required("links.resource"));
    return { scenario_simulators: { id: name } };
  }

  /** A key makes one thing, whatever is asked under it later: that one is named instead. */
  private make(kind: string, req: IncomingMessage, body: string): unknown {
    const makes = MAKES[kind];
    if (!makes) throw invalidUsage(404, "path_not_found", "This stand-in does not know this path");
    const header = req.headers["idempotency-key"];
    const key = typeof header === "string" ? `${kind} ${header}` : null;
    const before = key && this.keys.get(key);
    const read = Body.read(body, kind, makes.takes);
    if (before) throw alreadyMade(before);
    const made = makes.make(this.books, read, this.origin);
    if (key) this.keys.set(key, made.id);
    return made;
  }
}

const ok = (answer: unknown) => ({ status: 200, body: JSON.stringify(answer) });

async function read(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
