import { expect } from "vitest";
import { HOUR_MS } from "@/lib/durations";
import type { Mirror, MirroredPayment, MirrorRecord } from "../../mirror";
import { type Case, type Kit, must } from "./kit";
import type { ConformanceWorld, MirrorHandles } from "./world";

/** More than fits on a page of any provider's that is read here. */
const MANY = 120;

/** Pages that are read before they are taken to have no end. */
const PAGES_MAX = 500;

/** What others did in the account, as it can be shown here. */
export function mirrorCases({ currencies }: ConformanceWorld): Case[] {
  return [
    mirrored(
      "what others took is read page by page, none skipped and none twice",
      async ({ kit, there, read }) => {
        const made: string[] = [];
        for (let at = 0; at < MANY; at++) made.push(await there.chargeThere(kit.world.money));
        const names = (await read(null)).records.map(({ reference }) => reference);
        expect(names.filter((name) => made.includes(name)).sort()).toEqual(made.sort());
      },
    ),

    mirrored("what was read to the end is gone on from with what is new", async ({ kit, there, read }) => {
      const { cursor } = await read(null);
      const made = await there.chargeThere(kit.world.money);
      const { records } = await read(cursor);
      expect(records.map(({ reference }) => reference)).toContain(made);
    }),

    mirrored(
      "a page that is not answered is read again, and nothing is lost",
      async ({ kit, there, read, mirror }) => {
        const made = await there.chargeThere(kit.world.money);
        const asked = { from: hourAgo(), cursor: null };
        await kit.during("500", () => expect(mirror.page(asked)).rejects.toThrow());
        await kit.during("429", () => expect(mirror.page(asked)).rejects.toThrow());
        expect((await read(null)).records.map(({ reference }) => reference)).toContain(made);
      },
    ),

    mirrored("a charge of ours says which attempt it is", async ({ kit, read }) => {
      const { attemptId, reference } = await kit.take();
      const ours = (await read(null)).payments.filter((each) => each.ours.attemptId === attemptId);
      expect(ours).toMatchObject([{ ours: { providerReference: reference }, ...kit.world.money }]);
    }),

    ...currencies.map((money) =>
      mirrored(
        `${money.amountMinor} minor units of ${money.currency} are mirrored to the last one`,
        async (world) => {
          const reference = await world.there.chargeThere(money);
          const half = (money.amountMinor / 200n) * 100n;
          await world.there.refundThere(reference, half);
          const { steps, ...payment } = await world.readOne(reference);
          expect(payment).toMatchObject({ type: "PAY-IN", ...money });
          expect(steps).toMatchObject([{ status: "succeeded" }, { status: "refunded", amountMinor: half }]);
        },
      ),
    ),

    mirrored("what an event is about is the same as what is read", async ({ kit, there, read, mirror }) => {
      await kit.told();
      const reference = await there.chargeThere(kit.world.money);
      await there.refundThere(reference, 100n);
      const told: MirrorRecord[] = [];
      for (const event of await kit.told()) told.push(...(await mirror.about(event)));
      const page = (await read(null)).records.find((each) => each.reference === reference);
      expect(told.filter((each) => each.reference === reference).length).toBeGreaterThan(0);
      for (const each of told) if (each.reference === reference) expect(each).toEqual(page);
      expect(await mirror.about(must(page, "what was charged"))).toEqual([page]);
    }),

    {
      ...mirrored(
        "a dispute is a step, and what was decided of it another",
        async ({ kit, there, readOne }) => {
          const reference = await there.chargeThere(kit.world.money);
          await must(there.disputeThere, "disputes")(reference);
          const opened = (await readOne(reference)).steps.at(-1);
          expect(opened).toMatchObject({ status: "dispute", amountMinor: kit.world.money.amountMinor });
          await must(there.decideThere, "decided disputes")(reference, "won");
          const { steps } = await readOne(reference);
          expect(steps.map(({ status }) => status)).toEqual(["succeeded", "dispute", "dispute_won"]);
          expect(steps[1]).toMatchObject({ reference: opened?.reference, at: opened?.at });
        },
      ),
      needs: ["mirror", "disputes", "decided disputes"],
    },

    mirrored(
      "a payout to one's own bank is a transfer, and says whether it arrived",
      async ({ kit, there, readOne }) => {
        const reference = await there.payOut(kit.world.money);
        expect(await readOne(reference)).toMatchObject({ type: "TRANSFER", ...kit.world.money, steps: [] });
        await there.endPayout(reference, true);
        expect((await readOne(reference)).steps).toMatchObject([{ status: "succeeded" }]);
        await there.endPayout(reference, false);
        expect((await readOne(reference)).steps.at(-1)).toMatchObject({ status: "failed" });
      },
    ),

    {
      ...mirrored(
        "what was charged and given back is what arrived on the balance",
        async ({ kit, there, readOne }) => {
          const reference = await there.chargeThere(kit.world.money);
          await there.refundThere(reference, 100n);
          const { balance } = await readOne(reference);
          const sum = (of: "amountMinor" | "netMinor" | "feeMinor") =>
            balance.reduce((total, line) => total + line[of], 0n);
          expect(sum("amountMinor")).toBe(kit.world.money.amountMinor - 100n);
          expect(sum("netMinor")).toBe(sum("amountMinor") - sum("feeMinor"));
        },
      ),
      needs: ["mirror", "mirrored balance"],
    },
  ];
}

interface MirrorWorld {
  kit: Kit;
  mirror: Mirror;
  there: MirrorHandles;
  read: (
    cursor: string | null,
  ) => Promise<{ records: MirrorRecord[]; payments: MirroredPayment[]; cursor: string }>;
  readOne: (reference: string) => Promise<MirroredPayment>;
}

function mirrored(name: string, run: (world: MirrorWorld) => Promise<void>): Case {
  return {
    name,
    needs: ["mirror"],
    run: (kit) => {
      const mirror = must(kit.world.connector.mirror, "mirror");
      const read = (cursor: string | null) => readAll(mirror, cursor);
      const readOne = async (reference: string) => {
        const { records } = await read(null);
        const [record, ...more] = records.filter((each) => each.reference === reference);
        // It may be read for more than one reason, and is the same then.
        for (const again of more) expect(again).toEqual(record);
        if (!record || "problem" in record) throw new Error(record?.problem ?? "it is not mirrored");
        return record.payment;
      };
      return run({ kit, mirror, there: must(kit.world.mirror, "mirror"), read, readOne });
    },
  };
}

const hourAgo = () => new Date(Date.now() - HOUR_MS);

async function readAll(mirror: Mirror, begin: string | null) {
  const records: MirrorRecord[] = [];
  let cursor = begin;
  for (let at = 0; at < PAGES_MAX; at++) {
    const page = await mirror.page({ from: hourAgo(), cursor });
    records.push(...page.records);
    cursor = page.cursor;
    if (!page.caughtUp) continue;
    return { records, payments: records.flatMap((each) => ("payment" in each ? each.payment : [])), cursor };
  }
  throw new Error("the mirror has no end");
}
