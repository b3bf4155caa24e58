import { createHash, createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Asked, HttpFake, Refused } from "../http-fake";
import type { Answer, Trouble } from "../trouble";
import { Books, type Told } from "./books";
import { holdAnswer, holdFailure, holdObject, holdRequest } from "./document/hold";
import { failureOf, invalid } from "./fails";
import { type Form, parseForm, placesOf } from "./form";
import { OPERATIONS } from "./operations";
import { answerPage } from "./page";
import { presentEvent } from "./present";

const HEADERS = { "request-id": "req_fake" };

/**
 * A stand-in for Stripe on loopback, for tests: an account with state, pages that are paid, signed messages, and
 * idempotency as Stripe has it. Written from Stripe's documentation; it has never been held against Stripe itself. Whatever
 * it is asked and answers is held against Stripe's OpenAPI document: what that does not say is an error of the test's.
 */
export class StripeFake extends HttpFake {
  readonly books = new Books();
  /** Where messages are sent, and what they are signed with. None before a test says so. */
  endpoint: { url: string; secret: string } | null = null;
  /** A message that is sent twice, or not at all. */
  delivers: "once" | "twice" | "never" = "once";
  private readonly sending = new Set<Promise<void>>();

  constructor(private readonly secretKey: string) {
    super();
    this.books.onEvent = (event) => this.send(event);
  }

  override async close(): Promise<void> {
    await this.delivered();
    await super.close();
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
    holdObject(JSON.parse(JSON.stringify(event.object)));
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

  protected override forPeople({ req, url, body }: Asked, res: ServerResponse): boolean {
    if (url.pathname === "/favicon.ico") res.writeHead(204).end();
    else if (url.pathname.startsWith("/c/pay/"))
      answerPage(this.books, req.method ?? "GET", url, body, this.origin, res);
    else return false;
    return true;
  }

  protected override answer(asked: Asked): Answer | Promise<Answer> {
    const { req, url, body } = asked;
    if (req.headers.authorization !== `Bearer ${this.secretKey}`) throw new Refused(401);
    const key = req.headers["idempotency-key"];
    if (req.method !== "POST" || typeof key !== "string") return this.run(asked);
    const request = createHash("sha256").update(`${url.pathname}\n${body}`).digest("hex");
    return this.once(key, () => this.run(asked), request);
  }

  // Nothing is done by reading, so that there is nothing after which an answer could be lost.
  protected override troubleOf({ req }: Asked): Trouble | null {
    return this.trouble === "lost_after" && req.method === "GET" ? null : this.trouble;
  }

  protected override refusal(refused: Refused): Answer {
    const { status, error } = failureOf(refused);
    holdFailure({ error });
    return { status, body: JSON.stringify({ error }), headers: HEADERS };
  }

  private run({ req, url, body }: Asked): Answer {
    const operation = OPERATIONS.find(({ method, path }) => method === req.method && path.test(url.pathname));
    if (!operation)
      throw invalid(
        `Unrecognized request URL (${req.method}: ${url.pathname}): this stand-in does not know it.`,
      );
    const form: Form = parseForm(req.method === "GET" ? url.search.slice(1) : body);
    const unknown = placesOf(form).find((place) => !isKnown(operation.takes, place));
    if (unknown) throw invalid(`Received unknown parameter: ${unknown}`, "parameter_unknown", unknown);
    const id = operation.path.exec(url.pathname)?.[1] ?? "";
    const answered = operation.run({ books: this.books, form, id, origin: this.origin });
    const answer = JSON.stringify(isList(answered) ? { ...answered, url: url.pathname } : answered);
    holdRequest(operation, form);
    holdAnswer(operation, JSON.parse(answer));
    return { status: 200, body: answer, headers: HEADERS };
  }
}

const isList = (answer: unknown): answer is object =>
  typeof answer === "object" && answer !== null && "has_more" in answer;

function isKnown(takes: readonly string[], place: string): boolean {
  return takes.includes(place) || takes.includes(place.replace(/\[[^\]]+\]$/, "[*]"));
}
