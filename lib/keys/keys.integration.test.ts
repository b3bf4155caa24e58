import { describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createKey } from "./create-key";
import { listKeys } from "./list-keys";
import { revokeKey } from "./revoke-key";
import { rotateKey } from "./rotate-key";
import type { CreateKey } from "./schemas";
import { KEYS_PER_PAGE } from "./schemas";

const admin = contextOf("admin");
const form = (): CreateKey => ({ id: newId(), name: "Billing", scopes: ["payments:read"], merchantId: null });

describe("creating a key", () => {
  it("is refused below admin, and writes nothing", async () => {
    const input = form();
    expect(await problemIn(createKey({ ctx: contextOf("operator"), input }))).toEqual({
      code: "forbidden",
      permission: "keys:manage",
    });
    expect(await auditedActions(input.id)).toEqual([]);
  });

  it("stores the secret nowhere: only its hash and last four characters", async () => {
    const { key, secret } = await createKey({ ctx: admin, input: form() });
    const [row] = await runUnprepared<{ row: string }>(
      "SELECT row_to_json(k)::text || encode(secret_hash, 'escape') AS row FROM api_key k WHERE id = $1",
      [key.id],
    );
    expect(secret).toMatch(/^cf_[0-9A-Za-z]{43}$/);
    expect(row?.row).not.toContain(secret);
    expect(key.hint).toBe(secret?.slice(-4));
  });

  it("makes one key of one form, however often and however parallel it is sent", async () => {
    const input = form();
    const made = await Promise.all(Array.from({ length: 8 }, () => createKey({ ctx: admin, input })));
    const replayed = await createKey({ ctx: admin, input });
    expect(made.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(replayed).toMatchObject({ key: { id: input.id }, secret: null });
    expect(await auditedActions(input.id)).toEqual(["key.created"]);
  });

  it("is refused for a merchant that is not there, beside the field", async () => {
    const problem = await problemIn(createKey({ ctx: admin, input: { ...form(), merchantId: newId() } }));
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "merchantId" }] });
  });
});

describe("rotating a key", () => {
  it("lets the old secret go on for exactly the overlap, and links it to its successor", async () => {
    const { key } = await createKey({ ctx: admin, input: form() });
    const input = { id: key.id, newKeyId: newId(), overlapHours: 24 };
    const { key: successor, secret } = await rotateKey({ ctx: admin, input });
    expect(secret).toMatch(/^cf_/);
    expect(successor).toMatchObject({
      id: input.newKeyId,
      name: key.name,
      scopes: key.scopes,
      state: "active",
    });
    const { keys } = await listKeys({ ctx: admin, input: { before: null } });
    expect(keys.find(({ id }) => id === key.id)).toMatchObject({
      state: "rotating",
      rotatedTo: input.newKeyId,
      expiresAt: new Date(admin.now.getTime() + 24 * 3_600_000),
    });
  });

  it("has one winner of two at once, and the same form sent again changes nothing", async () => {
    const { key } = await createKey({ ctx: admin, input: form() });
    const forms = [newId(), newId()].map((newKeyId) => ({ id: key.id, newKeyId, overlapHours: 1 }));
    const outcomes = await Promise.allSettled(forms.map((input) => rotateKey({ ctx: admin, input })));
    const won = outcomes.findIndex(({ status }) => status === "fulfilled");
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const again = forms[won];
    if (!again) throw new Error("No rotation won.");
    expect(await rotateKey({ ctx: admin, input: again })).toMatchObject({
      key: { id: again.newKeyId },
      secret: null,
    });
    expect(await auditedActions(key.id)).toEqual(["key.created", "key.rotated"]);
  });

  it("is refused below admin and for a revoked key", async () => {
    const { key } = await createKey({ ctx: admin, input: form() });
    const input = { id: key.id, newKeyId: newId(), overlapHours: 1 };
    expect(await problemIn(rotateKey({ ctx: contextOf("viewer"), input }))).toMatchObject({
      code: "forbidden",
    });
    await revokeKey({ ctx: admin, input: key });
    expect(await problemIn(rotateKey({ ctx: admin, input }))).toMatchObject({ code: "conflict" });
  });
});

describe("revoking a key", () => {
  it("is done once, whoever else does it at the same time", async () => {
    const { key } = await createKey({ ctx: admin, input: form() });
    const revoked = await Promise.all([1, 2, 3].map(() => revokeKey({ ctx: admin, input: key })));
    expect(revoked.map(({ state }) => state)).toEqual(["revoked", "revoked", "revoked"]);
    expect(await auditedActions(key.id)).toEqual(["key.created", "key.revoked"]);
  });

  it("is refused below admin, and not found for an unknown key", async () => {
    const { key } = await createKey({ ctx: admin, input: form() });
    expect(await problemIn(revokeKey({ ctx: contextOf("operator"), input: key }))).toMatchObject({
      code: "forbidden",
    });
    expect(await problemIn(revokeKey({ ctx: admin, input: { id: newId() } }))).toMatchObject({
      code: "not_found",
    });
  });
});

it("lists every key once, newest first, page after page", async () => {
  for (let made = 0; made < KEYS_PER_PAGE + 5; made++) await createKey({ ctx: admin, input: form() });
  const [count] = await runUnprepared<{ count: bigint }>("SELECT count(*) FROM api_key", []);
  const seen: string[] = [];
  let before: string | null = null;
  do {
    const page = await listKeys({ ctx: admin, input: { before } });
    seen.push(...page.keys.map(({ id }) => id));
    before = page.older;
  } while (before);
  expect(new Set(seen).size).toBe(Number(count?.count));
  expect(seen).toHaveLength(Number(count?.count));
  expect(await problemIn(listKeys({ ctx: contextOf("operator"), input: { before: null } }))).toMatchObject({
    code: "forbidden",
  });
});
