import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { BUILT_IN_CONNECTION_ID } from "./built-in";
import { connectorOf, forgetConnections, hasLiveConnection } from "./connection";

async function connect(live: boolean): Promise<string> {
  const id = newId();
  await pool().query(
    `INSERT INTO connection (id, provider, name, live, account_reference, created_at, updated_at)
     VALUES ($1, 'sandbox', 'An account', $2, gen_random_uuid()::text, now(), now())`,
    [id, live],
  );
  forgetConnections();
  return id;
}

async function disconnect(id: string): Promise<void> {
  await pool().query("UPDATE connection SET disconnected_at = now() WHERE id = $1", [id]);
  forgetConnections();
}

describe("connections", () => {
  beforeEach(forgetConnections);

  it("are the sandbox's own for what names none, as before there were connections", async () => {
    const none = await connectorOf({ connectionId: null });
    expect(none).toBe(await connectorOf({ connectionId: BUILT_IN_CONNECTION_ID }));
    expect(none.live).toBe(false);
  });

  it("that have been disconnected are asked for nothing any more", async () => {
    const id = await connect(false);
    expect((await connectorOf({ connectionId: id })).name).toBe("sandbox");
    await disconnect(id);
    await expect(connectorOf({ connectionId: id })).rejects.toMatchObject({ problem: { code: "conflict" } });
  });

  it("that are not there throw: nothing is sent elsewhere than it says", async () => {
    await expect(connectorOf({ connectionId: newId() })).rejects.toThrow("There is no connection");
  });

  it("end test mode with the first live one, for good: what it took stays real when it is gone", async () => {
    expect(await hasLiveConnection()).toBe(false);
    await connect(false);
    expect(await hasLiveConnection()).toBe(false);
    const live = await connect(true);
    expect(await hasLiveConnection()).toBe(true);
    await disconnect(live);
    expect(await hasLiveConnection()).toBe(true);
  });
});
