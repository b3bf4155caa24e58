import { reasonOf } from "@/lib/process/reason";
import { newProbeToken, PROBE_BODY_BYTES, PROBE_PATH, SeenByProbe } from "./probe";

/** What a request pretends to come from: an address that nobody has (RFC 5737). */
export const FORGED_ADDRESS = "192.0.2.1";

const ANSWER_MS_MAX = 20_000;

/** What came of one request: an answer, or why there is none. */
export type OutsideAnswer<T> = { status: number; value: T | null } | { failure: string };

/** What the public address answers to somebody from outside. */
export interface Outside {
  address: string;
  health: OutsideAnswer<string>;
  seen: OutsideAnswer<SeenByProbe>;
  /** How long after the first of two events the second one came. */
  stream: OutsideAnswer<{ gapMs: number; encoding: string | null }>;
  body: OutsideAnswer<SeenByProbe>;
  /** How far the server's clock is ahead of this one. */
  clockAheadMs: number;
}

/** Tries the public address from outside in. The encryption key must be in the environment. */
export async function askOutside(address: string): Promise<Outside> {
  const health = await ask(`${address}/api/health`, {}, async (answer) => {
    const body: unknown = await answer.json().catch(() => null);
    return typeof body === "object" && body !== null && "status" in body ? String(body.status) : null;
  });
  const probe = `${address}${PROBE_PATH}`;
  const askedAtMs = Date.now();
  const seen = await ask(probe, { headers: { "X-Forwarded-For": FORGED_ADDRESS } }, readSeen);
  const answeredAtMs = Date.now();
  const stream = await ask(`${probe}?stream`, { headers: { "Accept-Encoding": "gzip" } }, timeEvents);
  const body = await ask(probe, { method: "POST", body: new Uint8Array(PROBE_BODY_BYTES) }, readSeen);
  const serverMs = "value" in seen && seen.value ? seen.value.nowMs : askedAtMs;
  const clockAheadMs = serverMs > answeredAtMs ? serverMs - answeredAtMs : Math.min(0, serverMs - askedAtMs);
  return { address, health, seen, stream, body, clockAheadMs };
}

async function ask<T>(
  url: string,
  init: RequestInit,
  read: (answer: Response) => Promise<T | null>,
): Promise<OutsideAnswer<T>> {
  try {
    const answer = await fetch(url, {
      ...init,
      headers: { ...init.headers, Authorization: `Doctor ${newProbeToken(Date.now())}` },
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    return { status: answer.status, value: await read(answer) };
  } catch (err) {
    return { failure: fetchReasonOf(err) };
  }
}

async function readSeen(answer: Response): Promise<SeenByProbe | null> {
  return SeenByProbe.safeParse(await answer.json().catch(() => null)).data ?? null;
}

async function timeEvents(answer: Response): Promise<{ gapMs: number; encoding: string | null } | null> {
  if (answer.status !== 200 || !answer.body) return null;
  const decoder = new TextDecoder();
  let text = "";
  let firstAtMs: number | null = null;
  for await (const part of answer.body) {
    text += decoder.decode(part, { stream: true });
    if (text.includes("data: 2"))
      return {
        gapMs: performance.now() - (firstAtMs ?? performance.now()),
        encoding: answer.headers.get("content-encoding"),
      };
    if (text.includes("data: 1")) firstAtMs ??= performance.now();
  }
  return null;
}

// What fetch says is "fetch failed"; what happened is in its cause.
function fetchReasonOf(err: unknown): string {
  return reasonOf(err instanceof Error && err.cause !== undefined ? err.cause : err);
}
