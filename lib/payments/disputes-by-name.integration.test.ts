import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aKey, aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared, transaction } from "@/lib/db/sql";
import { runAs } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { type AdjustmentDraft, appendAdjustment } from "./append-adjustment";
import { lockPayment } from "./lock-payment";
import type { Payment } from "./payment";

const BY_NAME = "prisma/migrations/20261130150000_disputes_by_name/migration.sql";
const OF_REFUNDED = "prisma/migrations/20261130197000_disputes_of_refunded_money/migration.sql";
const OPEN = "prisma/migrations/20261130190000_open_disputes/migration.sql";
const NOW = new Date("2026-06-15T12:00:00Z");
const ctx = contextOf("operator", NOW);
const onDay = (day: number) => new Date(Date.parse("2026-06-01T00:00:00Z") + day * 86_400_000);

type Step = Pick<AdjustmentDraft, "status" | "reference" | "respondBy" | "amountMinor" | "occurred">;

const CAPPED = "greatest(collected_minor - refunded_minor, 0)";

/** Appends what was told of a payment's disputes, and gives the payment as it is then. */
async function told(id: string, steps: readonly Step[]): Promise<Payment> {
  return transaction(async (tx) => {
    let locked = await lockPayment(tx, id);
    if (!locked) throw new Error("the payment is not there");
    for (const step of steps)
      locked = await appendAdjustment(tx, ctx, locked, {
        ...step,
        happened: true,
        action: "payment.adjusted",
      });
    return locked.payment;
  });
}

describe("disputes of one payment that are decided by name, or by nobody's name", () => {
  let merchantId = "";
  let key = "";
  let account: { id: string; connectorID: string };

  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
    key = await aKey(merchantId);
    const connectorID = await aConnector();
    const sent = { reference: newId(), connectorID, createdAt: "2026-01-01T00:00:00Z", type: "INTERNAL" };
    const { body } = await ask(key, "POST", "/accounts", sent);
    account = { id: body.data?.id ?? "", connectorID };
  });

  async function aPaidLink(): Promise<string> {
    const { id, token } = await aLink({ merchantId, amount: 10_000n });
    const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
    await payCheckout({ ctx: customerOf(id), input: { token, method } });
    return id;
  }

  async function aConnectedPayment(): Promise<string> {
    const body = aPayment(account.connectorID, { destinationAccountID: account.id, amount: 10_000 });
    await ask(key, "POST", "/payments", { ...body, createdAt: "2026-06-01T00:00:00Z", status: "SUCCEEDED" });
    const [row] = await runUnprepared<{ id: string }>("SELECT id FROM payment WHERE reference = $1", [
      body.reference,
    ]);
    return row?.id ?? "";
  }

  const references = ["du_1", "du_2", "du_3", "du_1/won", "du_1/lost", "du_2/won", "du_2/lost", "du_9/won"];
  const step = fc
    .record({
      status: fc.constantFrom("dispute", "dispute", "dispute_won", "dispute_lost", "refunded"),
      reference: fc.constantFrom(...references),
      amountMinor: fc.option(fc.bigInt({ min: 1n, max: 2_000n }), { nil: undefined }),
      respondBy: fc.option(fc.integer({ min: 1, max: 9 }).map(onDay)),
      day: fc.integer({ min: 1, max: 9 }),
    })
    .map(
      ({ day, respondBy, ...each }): Step => ({
        ...each,
        ...(each.status === "refunded" && { amountMinor: 100n, reference: newId() }),
        ...(each.status === "dispute" && { respondBy }),
        occurred: instantOf(onDay(day)),
      }),
    );

  it("are counted alike by the code, the columns, the sums and an account's balance", async () => {
    let keptMinor = 0n;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(aPaidLink, aConnectedPayment),
        fc.array(step, { minLength: 1, maxLength: 7 }),
        async (record, steps) => {
          const { collectedMinor, refundedMinor, disputedMinor } = await told(await record(), steps);
          if (record === aConnectedPayment) keptMinor += collectedMinor - refundedMinor - disputedMinor;
        },
      ),
      { numRuns: 60 },
    );
    expect(await findViolations()).toEqual([]);
    const { body } = await ask(key, "GET", `/v3/accounts/${account.id}/balances`);
    expect(body.cursor?.data.map(({ balance }) => balance)).toEqual([keptMinor]);
  });

  const disputed: Step[] = [
    { status: "dispute", reference: "du_1", amountMinor: 6_000n, respondBy: onDay(20) },
    { status: "dispute", reference: "du_2", amountMinor: 1_000n, respondBy: onDay(16) },
  ];
  const won: Step = { status: "dispute_won", reference: "du_2/won", amountMinor: 1_000n };
  const lost: Step = { status: "dispute_lost", reference: "du_1/lost", amountMinor: 6_000n };

  it("leave the one open that is, with what it holds and by when to answer it", async () => {
    const id = await aPaidLink();
    expect(await told(id, disputed)).toMatchObject({ disputedMinor: 7_000n, respondBy: onDay(16) });
    const open = { status: "dispute", disputedMinor: 6_000n, respondBy: onDay(20) };
    expect(await told(id, [won])).toMatchObject(open);
    const over = { status: "dispute_lost", disputedMinor: 6_000n, respondBy: null };
    expect(await told(id, [lost])).toMatchObject(over);
  });

  it("are put right where they were booked before to the oldest", async () => {
    const ids = [await aPaidLink(), await aPaidLink(), await aConnectedPayment(), await aConnectedPayment()];
    const asTold: Payment[] = [];
    for (const [index, id] of ids.entries())
      asTold.push(await told(id, [...disputed, won, ...(index % 2 === 0 ? [] : [lost])]));
    const rows = () =>
      runUnprepared(
        "SELECT id, status, disputed_minor, returned_minor, respond_by FROM payment WHERE id = ANY ($1) ORDER BY array_position($1, id)",
        [ids],
      );
    const right = await rows();
    const list = ids.map((id) => `'${id}'`).join();
    // What stood there: the first decision of all was of the oldest dispute.
    await runAs(
      "owner",
      `INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor,
         refunded_minor, disputed_minor, returned_minor, paid_out_minor)
       SELECT merchant_id, currency, precision, now(), now(), coalesce(mode = 'test', false), 0, 0, 0, 1000 - disputed_minor, 0, 0
       FROM payment WHERE id IN (${list});
       UPDATE payment SET disputed_minor = 1000,
         respond_by = CASE WHEN respond_by IS NOT NULL THEN respond_by - interval '4 days' END WHERE id IN (${list})`,
    );
    expect(await findViolations()).not.toEqual([]);
    const migration = await readFile(BY_NAME, "utf8");
    for (const again of [1, 2]) {
      await runAs("owner", `${migration}${await openDisputes()}`);
      expect([again, await rows()]).toEqual([again, right]);
      expect(await findViolations()).toEqual([]);
    }
    expect(asTold.map(({ disputedMinor }) => disputedMinor)).toEqual(ids.map(() => 6_000n));
  });

  it("are put right where they were counted for no more than refunds had left", async () => {
    for (const amountMinor of [10_000n, undefined]) {
      const refund: Step = { status: "refunded", reference: newId(), amountMinor: 4_000n };
      const dispute: Step = { status: "dispute", reference: "du_1", ...(amountMinor && { amountMinor }) };
      const { disputedMinor } = await told(await aConnectedPayment(), [refund, dispute]);
      expect(disputedMinor).toBe(amountMinor ?? 6_000n);
    }
    await runAs(
      "owner",
      `INSERT INTO money_tally (merchant_id, currency, precision, event_at, payment_at, test, arrivals, collected_minor,
         refunded_minor, disputed_minor, returned_minor, paid_out_minor)
       SELECT merchant_id, currency, precision, now(), now(), coalesce(mode = 'test', false), 0, 0, 0, ${CAPPED} - disputed_minor, 0, 0
       FROM payment WHERE disputed_minor > ${CAPPED};
       UPDATE payment SET disputed_minor = ${CAPPED} WHERE disputed_minor > ${CAPPED}`,
    );
    expect(await findViolations()).not.toEqual([]);
    const migration = await readFile(OF_REFUNDED, "utf8");
    for (const again of [1, 2]) {
      await runAs("owner", migration);
      expect([again, await findViolations()]).toEqual([again, []]);
    }
  });

  it("are known to be open, of whatever was recorded before payments said so", async () => {
    await told(await aConnectedPayment(), [...disputed, won]);
    await runAs(
      "owner",
      "UPDATE payment SET in_dispute = false, respond_by = CASE WHEN status = 'dispute' THEN respond_by END",
    );
    expect(await findViolations()).not.toEqual([]);
    await runAs("owner", await openDisputes());
    expect(await findViolations()).toEqual([]);
  });

  /** What the migration does to the rows, without the column and the index that it makes. */
  async function openDisputes(): Promise<string> {
    const [, rows] = /^(CREATE TEMPORARY TABLE .*?)^CREATE INDEX/ms.exec(await readFile(OPEN, "utf8")) ?? [];
    if (!rows) throw new Error("the migration changes no rows");
    return rows;
  }
});
