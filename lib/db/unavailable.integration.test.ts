import { expect, it } from "vitest";
import { aMerchant } from "@/lib/checkout/testing";
import { prisma } from "./prisma";
import { prismaTransaction, runUnprepared, transaction } from "./sql";
import { PASSING_STATES, refusing } from "./testing/refusing";
import { isPassingRefusal } from "./unavailable";

const MERCHANT = { table: "merchant", change: "UPDATE" } as const;

it.each(PASSING_STATES)(
  "%s is known as a refusal that passes, however the statement was sent",
  async (state) => {
    const { id } = await aMerchant();
    const rename = { where: { id }, data: { name: "Another" } };
    const text = "UPDATE merchant SET name = 'Another' WHERE id = $1";
    const ways: Record<string, () => Promise<unknown>> = {
      "a statement": () => runUnprepared(text, [id]),
      "a transaction": () => transaction((tx) => tx.query(text, [id])),
      "Prisma's client": () => prisma().merchant.update(rename),
      "a transaction of Prisma's": () => prismaTransaction(({ db }) => db.merchant.update(rename)),
      "a statement in a transaction of Prisma's": () => prismaTransaction((tx) => tx.query(text, [id])),
    };
    const told: Record<string, boolean> = {};
    const all = async () => {
      for (const [way, work] of Object.entries(ways)) {
        const err = await work().then(
          () => null,
          (refusal: unknown) => refusal,
        );
        told[way] = isPassingRefusal(err);
      }
    };
    await refusing(MERCHANT, ({ during }) => during(state, all));
    expect(told).toEqual(Object.fromEntries(Object.keys(ways).map((way) => [way, true])));
  },
);
