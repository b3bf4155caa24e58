import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { setKnownOffset } from "@/lib/clock/clock";
import { pool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { authenticateKey } from "./authenticate";
import { createKey } from "./create-key";
import { clearKeyCache, KEY_CACHE_MS } from "./key-cache";
import { listenForKeyChanges } from "./listen-for-key-changes";
import { revokeKey } from "./revoke-key";
import { rotateKey } from "./rotate-key";

const admin = contextOf("admin");

async function newKey() {
  const input = { id: newId(), name: "Store", scopes: ["payments:write" as const], merchantId: null };
  const { secret } = await createKey({ ctx: admin, input });
  return { id: input.id, secret: secret ?? "" };
}

beforeEach(() => setKnownOffset(0));
afterEach(() => vi.restoreAllMocks());

describe("authenticating a key", () => {
  it("gives who it is and what it may do, and null to every other text", async () => {
    const { id, secret } = await newKey();
    expect(await authenticateKey(secret)).toEqual({
      type: "apiKey",
      id,
      label: "Store",
      scopes: ["payments:write"],
      merchantId: null,
      partnerId: null,
    });
    for (const other of [
      "",
      "cf_",
      `${secret}x`,
      secret.toUpperCase(),
      `cf_${"x".repeat(43)}`,
      "' OR 1=1 --",
    ]) {
      expect(await authenticateKey(other)).toBeNull();
    }
  });

  it("asks the database once for a key in use, and never for a secret known to be wrong", async () => {
    const { secret } = await newKey();
    const wrong = `cf_${"y".repeat(43)}`;
    await Promise.all([authenticateKey(secret), authenticateKey(wrong)]);
    const query = vi.spyOn(pool(), "query");
    for (let time = 0; time < 50; time++) {
      await authenticateKey(secret);
      await authenticateKey(wrong);
    }
    expect(query).not.toHaveBeenCalled();
  });

  it("refuses a revoked key at once in the process that revoked it", async () => {
    const { id, secret } = await newKey();
    expect(await authenticateKey(secret)).not.toBeNull();
    await revokeKey({ ctx: admin, input: { id } });
    expect(await authenticateKey(secret)).toBeNull();
  });

  it("does not remember what it read while the key was being revoked", async () => {
    const { id, secret } = await newKey();
    clearKeyCache();
    const reading = authenticateKey(secret);
    await revokeKey({ ctx: admin, input: { id } });
    await reading;
    expect(await authenticateKey(secret)).toBeNull();
  });

  it("hears of a revocation in another process, and otherwise knows within the cache's time", async () => {
    // Before it listens: what a process announces itself comes back to it, too, a moment later.
    const { id, secret } = await newKey();
    onTestFinished(await listenForKeyChanges());
    expect(await authenticateKey(secret)).not.toBeNull();
    // What another process commits: the row changed and a notification, but nothing of this process cleared.
    await runUnprepared("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);
    expect(await authenticateKey(secret)).not.toBeNull();
    await runUnprepared("SELECT pg_notify('counterfoil_keys', '')", []);
    await vi.waitFor(async () => expect(await authenticateKey(secret)).toBeNull());
    expect(KEY_CACHE_MS).toBeLessThanOrEqual(5_000);
  });

  it("takes old and new secret during a rotation's overlap, and only the new one after it", async () => {
    const { id, secret } = await newKey();
    const input = { id, newKeyId: newId(), overlapHours: 2 };
    const { secret: newSecret } = await rotateKey({ ctx: { ...admin, now: new Date() }, input });
    expect(await authenticateKey(secret)).toMatchObject({ id });
    expect(await authenticateKey(newSecret ?? "")).toMatchObject({ id: input.newKeyId });
    setKnownOffset(2 * 3_600_000 + 1_000);
    expect(await authenticateKey(secret)).toBeNull();
    expect(await authenticateKey(newSecret ?? "")).not.toBeNull();
  });

  it("writes the last use once a minute at most, without the request waiting for it", async () => {
    const { id, secret } = await newKey();
    const lastUsed = async () => {
      const rows = await runUnprepared<{ last_used_at: Date | null }>(
        "SELECT last_used_at FROM api_key WHERE id = $1",
        [id],
      );
      return rows[0]?.last_used_at?.getTime() ?? null;
    };
    await authenticateKey(secret);
    const first = await vi.waitUntil(lastUsed);
    const query = vi.spyOn(pool(), "query");
    setKnownOffset(59_000);
    await authenticateKey(secret);
    expect(query).not.toHaveBeenCalled();
    setKnownOffset(61_000);
    await authenticateKey(secret);
    await vi.waitUntil(async () => (await lastUsed()) !== first);
  });
});
