import pg from "pg";
import { vi } from "vitest";

/** How many statements a connection is sent meanwhile, of whatever pool: each is one round trip. */
export async function countRoundTrips(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}
