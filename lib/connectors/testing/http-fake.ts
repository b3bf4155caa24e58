import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, answerInTrouble, type Trouble } from "./trouble";

export interface Asked {
  req: IncomingMessage;
  url: URL;
  body: string;
}

/** Why a key is refused that was used for another request. */
export const OTHER_REQUEST = "other_request";

const BEFORE_IT_BEGAN = [400, 422];

/** What a stand-in does not do. `reason` where the status alone does not say it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly reason: string | null = null,
  ) {
    super(`refused with ${status}`);
  }
}

/** A stand-in for a provider's API, on loopback and for as long as a test runs. What it does and refuses is its provider's. */
export abstract class HttpFake {
  /** How every request to the API ends, until it is null again. */
  trouble: Trouble | null = null;
  /** How many requests to the API there have been. */
  asked = 0;
  /** Called before a request is done, and once it is: where it says false, whoever asked is gone and hears no more. */
  watcher: ((when: "before" | "after", asked: Asked) => Promise<boolean>) | null = null;
  private readonly kept = new Map<string, { request: string; answer: Answer | null }>();
  private readonly server = createServer((req, res) => {
    this.receive(req, res).catch((err: unknown) => {
      res.destroy();
      // Nobody waits for it: it ends the test run as an error that was not handled.
      throw err;
    });
  });

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What the API answers, or throws as `Refused`. */
  protected abstract answer(asked: Asked): Answer | Promise<Answer>;

  /** The provider's own words for a refusal. */
  protected abstract refusal(refused: Refused): Answer;

  /** Whether a request is for people and not for the API, and has been answered. */
  protected forPeople(_asked: Asked, _res: ServerResponse): boolean {
    return false;
  }

  /** How a request ends: those that only read may be spared. */
  protected troubleOf(_asked: Asked): Trouble | null {
    return this.trouble;
  }

  /** A key's first answer is every later one's, be it an error. Refused while that is made, and for another request under it. */
  protected async once(key: string, run: () => Answer, request = ""): Promise<Answer> {
    const before = this.kept.get(key);
    if (before && before.request !== request) throw new Refused(400, OTHER_REQUEST);
    if (before?.answer) return before.answer;
    if (before) throw new Refused(409);
    const kept = { request, answer: null as Answer | null };
    this.kept.set(key, kept);
    await new Promise<void>((resolve) => setImmediate(resolve));
    kept.answer = await this.orRefusal(run);
    // What was refused before it began is not kept, and may be sent again.
    if (BEFORE_IT_BEGAN.includes(kept.answer.status)) this.kept.delete(key);
    return kept.answer;
  }

  private async orRefusal(run: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await run();
    } catch (err) {
      if (!(err instanceof Refused)) throw err;
      return this.refusal(err);
    }
  }

  private async receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const url = new URL(req.url ?? "/", this.origin);
    const asked = { req, url, body: Buffer.concat(parts).toString("utf8") };
    if (this.forPeople(asked, res)) return;
    this.asked += 1;
    const { watcher } = this;
    if (watcher && !(await watcher("before", asked))) return;
    await answerInTrouble(
      this.troubleOf(asked),
      { req, res },
      async () => {
        const answer = await this.orRefusal(() => this.answer(asked));
        await watcher?.("after", asked);
        return answer;
      },
      (status) => this.refusal(new Refused(status)),
    );
  }
}

/** Where nobody listens: a port that was free a moment ago. */
export async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
