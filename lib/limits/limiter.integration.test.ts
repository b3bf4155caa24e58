import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { forgetWindows } from "./forget-windows";
import { newLimiter } from "./limiter";

const WINDOW_MS = 60_000;
const limiterOf = (name: string, limit: number, windowMs = WINDOW_MS) =>
  newLimiter(name, { limit, windowMs });

/** Two processes that know nothing of each other. */
const two = (name: string, limit: number, windowMs?: number) => [
  limiterOf(name, limit, windowMs),
  limiterOf(name, limit, windowMs),
];

describe("a limit over several processes", () => {
  it.each([1, 7, 100, 1_000])("of %i lets exactly so many of parallel requests through", async (limit) => {
    const limiters = two(newId(), limit);
    const asked = Array.from({ length: limit * 2 + 20 }, (_, place) => limiters[place % 2]?.take("someone"));
    const verdicts = await Promise.all(asked);
    expect(verdicts.filter((each) => each?.allowed)).toHaveLength(limit);
  });

  it("is nearly all of it for one process, whatever another has leased and does not use", async () => {
    const [idle, busy] = two(newId(), 1_000);
    await idle?.take("someone");
    const verdicts = await Promise.all(Array.from({ length: 1_100 }, () => busy?.take("someone")));
    const allowed = verdicts.filter((each) => each?.allowed).length;
    expect(allowed).toBeLessThan(1_000);
    expect(allowed).toBeGreaterThanOrEqual(900);
  });

  it("costs a round trip for a block of requests only, and none once it is used up", async () => {
    const [limiter] = two(newId(), 32_000);
    let trips = 0;
    const query = pool().query.bind(pool());
    const counting = (...args: Parameters<typeof query>) => {
      trips++;
      return query(...args);
    };
    Object.assign(pool(), { query: counting });
    try {
      for (let request = 0; request < 2_000; request++) await limiter?.take("someone");
      expect(trips).toBe(1);
      const [small] = two(newId(), 2);
      for (let request = 0; request < 10; request++) await small?.take("someone");
      expect(trips).toBeLessThanOrEqual(4);
    } finally {
      Object.assign(pool(), { query });
    }
  });

  it("is each subject's own", async () => {
    const [limiter] = two(newId(), 1);
    expect((await limiter?.take("one"))?.allowed).toBe(true);
    expect((await limiter?.take("one"))?.allowed).toBe(false);
    expect((await limiter?.take("other"))?.allowed).toBe(true);
  });

  it("begins again with the next window, and windows that ended are forgotten", async () => {
    const name = newId();
    const [first, second] = two(name, 1, 50);
    expect((await first?.take("someone"))?.allowed).toBe(true);
    await expect.poll(async () => (await second?.take("someone"))?.allowed).toBe(true);
    await expect
      .poll(async () => {
        await forgetWindows();
        const { rows } = await pool().query("SELECT 1 FROM rate_limit WHERE expire < $1", [Date.now()]);
        return rows.length;
      })
      .toBe(0);
  });

  it("tells what is left and when it begins again", async () => {
    const [limiter] = two(newId(), 10);
    const verdict = await limiter?.take("someone");
    expect(verdict).toMatchObject({ allowed: true, limit: 10, windowSeconds: 60, remaining: 9 });
    expect(verdict?.resetMs).toBeGreaterThan(50_000);
    expect(verdict?.resetMs).toBeLessThanOrEqual(WINDOW_MS);
  });

  it("refuses nobody when it is off, or when the database is away", async () => {
    expect(await limiterOf(newId(), 0).take("someone")).toBeNull();
    const query = pool().query;
    Object.assign(pool(), { query: () => Promise.reject(new Error("away")) });
    try {
      const limiter = limiterOf(newId(), 1);
      expect(await limiter.take("someone")).toBeNull();
      expect(await limiter.take("someone")).toBeNull();
    } finally {
      Object.assign(pool(), { query });
    }
  });
});
