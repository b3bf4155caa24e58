import { describe, expect, it, vi } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createMerchant } from "./create-merchant";
import { getMerchant } from "./get-merchant";
import { MERCHANTS_PER_PAGE } from "./limits";
import { listMerchants } from "./list-merchants";
import { redirectSecretOf } from "./redirect-secret";
import { revealRedirectSecret } from "./reveal-redirect-secret";
import { rotateRedirectSecret } from "./rotate-redirect-secret";
import { CreateMerchant } from "./schemas";
import { updateMerchant } from "./update-merchant";

const admin = contextOf("admin");
const operator = contextOf("operator");
const form = (name = "Northwind"): CreateMerchant =>
  CreateMerchant.parse({
    id: newId(),
    name,
    logoColor: "#1A6B4F",
    defaultCurrency: "GBP",
    paymentLimit: "2,500.50",
  });

describe("making a merchant", () => {
  it("is refused below admin, and writes nothing", async () => {
    const input = form();
    expect(await problemIn(createMerchant({ ctx: operator, input }))).toMatchObject({
      permission: "merchants:manage",
    });
    expect(await problemIn(getMerchant({ ctx: admin, input }))).toMatchObject({ code: "not_found" });
  });

  it("makes one of one form, however often and however parallel it is sent", async () => {
    const input = form();
    const made = await Promise.all(Array.from({ length: 8 }, () => createMerchant({ ctx: admin, input })));
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([input.id]));
    expect(await auditedActions(input.id)).toEqual(["merchant.created"]);
    expect(made[0]).toMatchObject({ logoColor: "#1a6b4f", paymentLimitMinor: 250_050n });
  });

  it.each([
    { paymentLimit: "0.99" },
    { paymentLimit: "1000000.01" },
    { paymentLimit: "1.234" },
    { paymentLimit: "lots" },
    { logoColor: "green" },
    { defaultCurrency: "XXX" },
    { name: "  " },
    { name: "x".repeat(101) },
  ])("does not take %j", (wrong) => {
    const right = {
      id: newId(),
      name: "A",
      logoColor: "#000000",
      defaultCurrency: "EUR",
      paymentLimit: "1.00",
    };
    expect(CreateMerchant.safeParse(right).success).toBe(true);
    expect(CreateMerchant.safeParse({ ...right, ...wrong }).success).toBe(false);
  });
});

describe("changing a merchant", () => {
  it("audits exactly what changed, once however often it is sent", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    const change = { ...input, name: "Southwind" };
    await Promise.all([1, 2, 3].map(() => updateMerchant({ ctx: admin, input: change })));
    expect(await getMerchant({ ctx: operator, input })).toMatchObject({ name: "Southwind" });
    expect(await auditedActions(input.id)).toEqual(["merchant.created", "merchant.updated"]);
    const rows = await runUnprepared<{ data: unknown }>(
      "SELECT data FROM audit_entry WHERE action = 'merchant.updated' AND object_id = $1",
      [input.id],
    );
    expect(rows[0]?.data).toEqual({ name: { from: "Northwind", to: "Southwind" } });
  });

  it("is refused below admin", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    expect(await problemIn(updateMerchant({ ctx: operator, input }))).toMatchObject({ code: "forbidden" });
  });
});

describe("the redirect secret", () => {
  it("is shown to admins only, and who looked is audited", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    expect(await problemIn(revealRedirectSecret({ ctx: operator, input }))).toMatchObject({
      code: "forbidden",
    });
    const { secret } = await revealRedirectSecret({ ctx: admin, input });
    expect(secret).toBe(await redirectSecretOf(input.id));
    expect(await auditedActions(input.id)).toEqual(["merchant.created", "merchant.redirect_secret_revealed"]);
  });

  it("whose key is gone is said to be so, and can be replaced", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", Buffer.alloc(32, "another").toString("base64"));
    expect(await problemIn(revealRedirectSecret({ ctx: admin, input }))).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/sealed with a key/),
    });
    const { secret } = await rotateRedirectSecret({ ctx: admin, input: { id: input.id, replaces: 1 } });
    expect(await revealRedirectSecret({ ctx: admin, input })).toEqual({ secret });
    vi.unstubAllEnvs();
  });

  it("lies in the database sealed, and in no audit row", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    const { secret } = await rotateRedirectSecret({ ctx: admin, input: { id: input.id, replaces: 1 } });
    const rows = await runUnprepared<{ text: string }>(
      `SELECT encode(redirect_secret_sealed, 'escape') AS text FROM merchant
       UNION ALL SELECT audit_entry::text FROM audit_entry`,
      [],
    );
    for (const { text } of rows) expect(text).not.toContain(secret);
  });

  it("is replaced once of two at once: the other is told to reload", async () => {
    const input = form();
    await createMerchant({ ctx: admin, input });
    const rotate = { id: input.id, replaces: 1 };
    expect(await problemIn(rotateRedirectSecret({ ctx: operator, input: rotate }))).toMatchObject({
      code: "forbidden",
    });
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => rotateRedirectSecret({ ctx: admin, input: rotate })),
    );
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(won[0]?.value.secret).toBe(await redirectSecretOf(input.id));
    expect(await problemIn(rotateRedirectSecret({ ctx: admin, input: rotate }))).toMatchObject({
      code: "conflict",
    });
  });
});

it("lists every merchant once, in the order they were made", async () => {
  for (let made = 0; made < MERCHANTS_PER_PAGE + 3; made++)
    await createMerchant({ ctx: admin, input: form() });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await listMerchants({ ctx: contextOf("viewer"), input: { after } });
    seen.push(...page.merchants.map(({ id }) => id));
    after = page.next;
  } while (after);
  const [count] = await runUnprepared<{ count: bigint }>("SELECT count(*) FROM merchant", []);
  expect(new Set(seen).size).toBe(Number(count?.count));
});
