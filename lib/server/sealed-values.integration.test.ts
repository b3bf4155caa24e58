import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aMerchant } from "@/lib/checkout/testing";
import { keyIds } from "@/lib/crypto/encryption-keys";
import { closePool, pool } from "@/lib/db/pool";
import { addressAs } from "@/lib/db/testing/roles";
import { openDatabase } from "./database";
import { checkKeys } from "./doctor/check-keys";
import { sealedWith } from "./sealed-values";

const newKey = () => randomBytes(32).toString("base64");
const own = process.env.DATABASE_URL ?? "";

afterEach(async () => {
  vi.unstubAllEnvs();
  await closePool();
  process.env.DATABASE_URL = own;
});

describe("what is sealed in the database", () => {
  it("names the keys it was sealed with, each once, and none while there is nothing", async () => {
    expect(await sealedWith(pool())).toEqual([]);
    await Promise.all([aMerchant(), aMerchant()]);
    const [first = ""] = keyIds();
    expect(await sealedWith(pool())).toEqual([first]);
    expect((await checkKeys()).state).toBe("ok");
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", newKey());
    expect(await checkKeys()).toMatchObject({ state: "wrong", sentence: expect.stringContaining(first) });
    await aMerchant();
    expect(await sealedWith(pool())).toEqual([first, keyIds()[0]].sort());
  });

  it("is called sealed in the schema, which is how it is found", async () => {
    const { rows } = await pool().query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name !~ '(^|_)sealed$' ORDER BY 1`);
    // Hashes, fingerprints, and what was asked or is to be read.
    expect(rows.map(({ name }) => name)).toEqual(NOT_SEALED);
  });

  it("lets no process start with another deployment's key", async () => {
    await aMerchant();
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", newKey());
    vi.stubEnv("DATABASE_MIGRATION_URL", addressAs("owner", own));
    const open = () => openDatabase({ databaseUrl: own, dataDirectory: null });
    await expect(open()).rejects.toThrow(
      /^[^\n]*sealed with the key [^\n]*COUNTERFOIL_ENCRYPTION_KEY is [^\n]*$/,
    );
  });
});

const NOT_SEALED = [
  "api_key.secret_hash",
  "idempotency_record.sent",
  "invitation.token_hash",
  "known_browser.token_hash",
  "payment_import.sent",
  "payout_run.sent",
  "policy_idempotency.body",
  "policy_idempotency.fingerprint",
  "policy_proof_of_payment.content",
];
