import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Asked, HttpFake, Refused } from "../http-fake";
import type { Answer, Trouble } from "../trouble";
import { ACTS } from "./acting";
import { Body } from "./body";
import { Books, type Told } from "./books";
import { alreadyMade, failureOf, type GoCardlessFailure, invalidUsage, notFound } from "./fails";
import { MAKES } from "./making";
import { answerPage } from "./page";
import { readList, readOne, readPayoutItems } from "./reading";
import { isScenario, SCENARIOS } from "./scenarios";

/**
 * A stand-in for GoCardless on loopback, for tests: a creditor with state, pages on which mandates are agreed to, signed
 * messages, and idempotency as GoCardless has it. Written from GoCardless's documentation; it has never been held against
 * GoCardless itself.
 */
export class GoCardlessFake extends HttpFake {
  readonly books = new Books();
  /** What the next requests that write are refused with, whatever was made before. */
  readonly refusals: GoCardlessFailure[] = [];
  /** Where messages are sent, and what they are signed with. None before a test says so. */
  endpoint: { url: string; secret: string } | null = null;
  /** A message that is sent twice, or not at all. */
  delivers: "once" | "twice" | "never" = "once";
  private readonly keys = new Map<string, string>();
  private waiting: Told[] = [];
  private readonly sending = new Set<Promise<void>>();

  constructor(private readonly accessToken: string) {
    super();
    this.books.onEvent = (event) => this.send(event);
  }

  override async close(): Promise<void> {
    await this.delivered();
    await super.close();
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

  /** A message as it would be sent; `body` is one that says something else. */
  signed(
    events: readonly Told[],
    secret: string,
    body = JSON.stringify({ events, meta: { webhook_id: "WB000FAKE" } }),
  ): { body: string; signature: string } {
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

  protected override forPeople({ req, url, body }: Asked, res: ServerResponse): boolean {
    if (url.pathname === "/favicon.ico") res.writeHead(204).end();
    else if (url.pathname.startsWith("/flow/")) answerPage(this.books, req.method ?? "GET", url, body, res);
    else return false;
    return true;
  }

  // Only of what writes an answer is lost: what is asked first would else be all that ever is.
  protected override troubleOf({ req }: Asked): Trouble | null {
    const lost = this.trouble === "lost_before" || this.trouble === "lost_after";
    return lost && req.method === "GET" ? null : this.trouble;
  }

  protected override answer({ req, url, body }: Asked): Answer {
    if (req.headers.authorization !== `Bearer ${this.accessToken}`) throw new Refused(401);
    if (req.headers["gocardless-version"] !== "2015-07-06")
      throw invalidUsage(400, "missing_version_header", "The GoCardless-Version header is missing");
    const refusal = req.method === "POST" && this.refusals.shift();
    if (refusal) throw refusal;
    return this.route(req, url, body);
  }

  protected override refusal(refused: Refused): Answer {
    const { status, body } = failureOf(refused);
    return { status, body };
  }

  private route(req: IncomingMessage, url: URL, body: string): Answer {
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
