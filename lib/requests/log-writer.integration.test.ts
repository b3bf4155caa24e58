import { afterEach, describe, expect, it, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { type Exchange, tellExchange } from "@/lib/http/exchange";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { metrics } from "@/lib/metrics/metrics";
import {
  type RequestLogWriter,
  startRequestLog,
  WAITING_CHARACTERS_MAX,
  WAITING_REQUESTS_MAX,
} from "./log-writer";

// A call that is answered without a body.
const PATH = "/v1/insurance/payments/async-create";

let writer: RequestLogWriter;
afterEach(() => writer.stop());

function exchange(body = "{}"): Exchange {
  return {
    requestId: newId(),
    ...{ door: "policy", method: "POST", pathname: PATH, routePath: PATH },
    ...{ actor: null, startedAt: new Date(), durationMs: 1, status: 200, touchedPaymentIds: [newId()] },
    request: { headers: new Headers(), query: "", body },
    response: { headers: new Headers(), body: null },
  };
}

const tell = (told: Exchange) =>
  tellExchange(told, (err) => {
    throw err;
  });

async function rows(ids: readonly string[]): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    "SELECT count(*)::int AS n FROM request_log WHERE id = ANY ($1::uuid[])",
    [ids],
  );
  return rows[0]?.n ?? 0;
}

describe("writing the request log", () => {
  it("is done by itself soon, and at a stop for what still waits", async () => {
    writer = startRequestLog();
    const [first, last] = [exchange(), exchange()];
    tell(first);
    await expect.poll(() => rows([first.requestId])).toBe(1);
    tell(last);
    await writer.stop();
    expect(await rows([last.requestId])).toBe(1);
    const after = exchange();
    tell(after);
    await writer.flush();
    expect(await rows([after.requestId])).toBe(0);
  });

  it("drops and counts what is too much, and says so once, rather than keep it in memory", async () => {
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    const counted = await droppedSoFar();
    writer = startRequestLog();
    const told = Array.from({ length: WAITING_REQUESTS_MAX + 5 }, () => exchange());
    for (const each of told) tell(each);
    expect(writer.dropped()).toBe(5);
    await writer.flush();
    expect(await rows(told.map(({ requestId }) => requestId))).toBe(WAITING_REQUESTS_MAX);

    const large = exchange("x".repeat(WAITING_CHARACTERS_MAX / 2 + 1));
    for (const each of [large, { ...large, requestId: newId() }]) tell(each);
    expect(writer.dropped()).toBe(6);
    expect(await droppedSoFar()).toBe(counted + 6);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it("outlives what it cannot write: those requests are counted as dropped, later ones are written", async () => {
    const spies = [vi.spyOn(log, "warn"), vi.spyOn(log, "error")].map((spy) =>
      spy.mockImplementation(() => {}),
    );
    writer = startRequestLog();
    const on = pool("jobs");
    const query = on.query;
    Object.assign(on, { query: () => Promise.reject(new Error("not a database's refusal")) });
    tell(exchange());
    await writer.flush();
    Object.assign(on, { query });
    expect(writer.dropped()).toBe(1);
    const later = exchange();
    tell(later);
    await writer.flush();
    expect(await rows([later.requestId])).toBe(1);
    for (const spy of spies) spy.mockRestore();
  });

  it("keeps what the database could not take in passing, and writes it when it can", async () => {
    const error = vi.spyOn(log, "error").mockImplementation(() => {});
    writer = startRequestLog();
    const on = pool("jobs");
    const query = on.query;
    const away = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });
    Object.assign(on, { query: () => Promise.reject(away) });
    const kept = exchange();
    tell(kept);
    await writer.flush();
    Object.assign(on, { query });
    await writer.flush();
    expect(writer.dropped()).toBe(0);
    expect(await rows([kept.requestId])).toBe(1);
    error.mockRestore();
  });
});

async function droppedSoFar(): Promise<number> {
  const { values } = await metrics().requestsNotLogged.get();
  return values[0]?.value ?? 0;
}
