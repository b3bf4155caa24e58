import { afterAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { newId } from "@/lib/ids";
import { announce } from "@/lib/outbox/announce";
import { onOutbox } from "./outbox-notifications";
import { prisma } from "./prisma";
import { isUniqueViolation, prismaTransaction, runUnprepared, transaction } from "./sql";
import { runAs } from "./testing/roles";

const ctx = contextOf("admin");

function aMerchant() {
  const at = new Date();
  return {
    id: newId(),
    name: "Acme",
    logoColor: "#1a6b4f",
    defaultCurrency: "GBP",
    redirectSecretSealed: Buffer.from("sealed"),
    createdAt: at,
    updatedAt: at,
  };
}

const anEvent = (merchantId: string) => ({
  type: "payment.created",
  merchantId,
  paymentId: null,
  objectId: merchantId,
  data: {},
});

// They tell of no payment.
afterAll(() => runAs("owner", "DELETE FROM outbox"));

describe("an instant", () => {
  it("comes as the moment it is, in whatever year and zone the database writes it", async () => {
    const moments = [
      "2026-11-30 07:46:52.531+00",
      "2026-11-30 07:46:52+00",
      "1999-12-31 23:59:59.5+00",
      "0001-01-01 00:00:00+00",
    ];
    const others = ["9999-12-31 23:59:59.999+00", "10000-01-01 00:00:00+00", "0044-03-15 12:00:00+00 BC"];
    const rows = await runUnprepared<{ at: Date; ms: string }>(
      "SELECT at, (extract(epoch FROM at) * 1000)::bigint::text AS ms FROM unnest($1::timestamptz(3)[]) AS at",
      [[...moments, ...others]],
    );
    expect(rows.map(({ at }) => String(at.getTime()))).toEqual(rows.map(({ ms }) => ms));
    const inNepal = "SELECT timestamptz '2026-11-30 07:46:52.531+00' AS at";
    const [there] = await transaction(async (tx) => {
      await tx.query("SET LOCAL timezone = 'Asia/Kathmandu'");
      return runUnprepared<{ at: Date }>(inNepal, [], tx);
    });
    expect(there?.at.toISOString()).toBe("2026-11-30T07:46:52.531Z");
    const [never] = await runUnprepared<{ at: number }>("SELECT timestamptz 'infinity' AS at", []);
    expect(never?.at).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a transaction of Prisma's and of statements", () => {
  it("keeps what both wrote, and tells the outbox's readers once it is committed", async () => {
    const merchant = aMerchant();
    const told = new Promise<void>((resolve) => {
      const stop = onOutbox(() => {
        stop();
        resolve();
      });
    });
    await prismaTransaction(async (tx) => {
      await tx.db.merchant.create({ data: merchant });
      await announce(tx, ctx, [anEvent(merchant.id)]);
      // On another connection nothing of it is there yet.
      expect(await prisma().merchant.findUnique({ where: { id: merchant.id } })).toBeNull();
    });
    await told;
    expect(await prisma().merchant.findUnique({ where: { id: merchant.id } })).toMatchObject({
      name: "Acme",
    });
    expect(await prisma().outbox.count({ where: { objectId: merchant.id } })).toBe(1);
  });

  it("keeps nothing of either when one fails", async () => {
    const merchant = aMerchant();
    const failing = prismaTransaction(async (tx) => {
      await announce(tx, ctx, [anEvent(merchant.id)]);
      await tx.db.merchant.create({ data: merchant });
      throw new Error("too late");
    });
    await expect(failing).rejects.toThrow("too late");
    expect(await prisma().merchant.count({ where: { id: merchant.id } })).toBe(0);
    expect(await prisma().outbox.count({ where: { objectId: merchant.id } })).toBe(0);
  });

  it("runs many at once, each on a connection of its own", async () => {
    const merchants = Array.from({ length: 50 }, aMerchant);
    await Promise.all(
      merchants.map((merchant) =>
        prismaTransaction(async (tx) => {
          await tx.db.merchant.create({ data: merchant });
          await announce(tx, ctx, [anEvent(merchant.id)]);
        }),
      ),
    );
    const ids = merchants.map(({ id }) => id);
    expect(await prisma().outbox.count({ where: { objectId: { in: ids } } })).toBe(50);
  });

  it("says which unique constraint refused a row", async () => {
    const merchant = aMerchant();
    await prisma().merchant.create({ data: merchant });
    const twice = await prisma()
      .merchant.create({ data: merchant })
      .catch((err: unknown) => err);
    expect(isUniqueViolation(twice)).toBe(true);
    expect(isUniqueViolation(twice, "merchant_pkey")).toBe(true);
    expect(isUniqueViolation(twice, "another")).toBe(false);
  });
});
