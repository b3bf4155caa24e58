import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { createCustomer } from "@/lib/customers/create-customer";
import { transaction } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { duplicatesOf } from "@/lib/payments/duplicates";
import { lockPayment } from "@/lib/payments/lock-payment";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { anInsurer, ask } from "@/lib/policies/testing";
import type { Ctx } from "@/lib/verb/context";
import { listDuplicates } from "./list-duplicates";
import { getPerson } from "./person";
import { searchPeople } from "./search-people";

const NOW = new Date("2026-06-15T12:00:00Z");
const ctx = contextOf("operator", NOW);

describe("a person", () => {
  let merchantId = "";
  let ada = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
    ada = await aCustomer("Ada Byrne", "ada@example.com");
  });

  it("is every record of one merchant with one e-mail address, in any capitals", async () => {
    const other = await aCustomer("A. Byrne", "Ada@Example.com");
    await aCustomer("Ada Elsewhere", "ada@example.com", (await aMerchant()).id);
    const person = await getPerson({ ctx, input: { type: "customer", id: ada } });
    expect(person.records.map(({ id }) => id).sort()).toEqual([ada, other].sort());
    expect(person).toMatchObject({ name: "Ada Byrne", email: "ada@example.com" });
  });

  it("has the payments of all of them, and totals by currency that never add two", async () => {
    const one = await aCustomer("Bo Nowak", "bo@example.com");
    const two = await aCustomer("Bo Nowak", "BO@example.com");
    const paid = await aPayment(one, "GBP", 1_000n);
    await append(paid, "refunded", 400n);
    await aPayment(two, "EUR", 500n);
    const person = await getPerson({ ctx, input: { type: "customer", id: two } });
    expect(person.payments).toHaveLength(2);
    expect(person.paymentsCount).toBe(2);
    expect(new Map(person.totals.map((each) => [each.currency, each]))).toEqual(
      new Map([
        ["GBP", expect.objectContaining({ collectedMinor: 1_000n, refundedMinor: 400n, payments: 1 })],
        ["EUR", expect.objectContaining({ collectedMinor: 500n, refundedMinor: 0n, payments: 1 })],
      ]),
    );
  });

  it("is not there for another merchant's key, nor under an id that nobody has", async () => {
    const bound = ofMerchant((await aMerchant()).id);
    for (const [as, id] of [
      [bound, ada],
      [ctx, newId()],
      [ctx, "no id"],
    ] as const)
      expect(await problemIn(getPerson({ ctx: as, input: { type: "customer", id } }))).toMatchObject({
        code: "not_found",
      });
    expect(await searchPeople({ ctx: bound, input: { q: "byrne" } })).toEqual({ people: [], more: false });
  });

  it.each(["byrne", "BYRNE", "ada@exam", "a. by", "Byrne, Ada", "ada@example byrne"])(
    "is found by %j",
    async (q) => {
      const { people } = await searchPeople({ ctx: ofMerchant(merchantId), input: { q } });
      expect(people.map(({ email }) => email?.toLowerCase())).toContain("ada@example.com");
    },
  );

  describe("who may have paid twice", () => {
    it.each<[string, Partial<Paid>, boolean]>([
      ["the same amount within a day", {}, true],
      ["another amount", { amountMinor: 1_001n }, false],
      ["another currency", { currency: "EUR" }, false],
      ["two days later", { at: new Date(NOW.getTime() - 2 * DAY_MS) }, false],
      ["one that was refunded whole", { became: [["refunded", 1_000n]] }, false],
      ["one that is disputed whole", { became: [["dispute", 1_000n]] }, false],
      [
        "one that was refunded in part and disputed for the rest",
        {
          became: [
            ["refunded", 300n],
            ["dispute", 700n],
          ],
        },
        false,
      ],
      [
        "one that was lost in a dispute",
        {
          became: [
            ["dispute", 1_000n],
            ["dispute_lost", 1_000n],
          ],
        },
        false,
      ],
      [
        "one whose dispute was won",
        {
          became: [
            ["dispute", 1_000n],
            ["dispute_won", 1_000n],
          ],
        },
        true,
      ],
      ["one that was refunded in part", { became: [["refunded", 300n]] }, true],
      ["one that nobody paid", { status: "pending" }, false],
      ["one of somebody else", { somebodyElse: true }, false],
      ["one of somebody else under the same reference", { somebodyElse: true, reference: "INV-7" }, true],
    ])("by %s", async (_, other, alike) => {
      const who = await aCustomer("Cy Olsen", `${newId()}@example.com`);
      const reference = other.reference ? `${other.reference}-${newId()}` : null;
      const first = await aPayment(who, "GBP", 1_000n, { reference });
      const payer = other.somebodyElse ? await aCustomer("Di", `${newId()}@example.com`) : who;
      const { currency = "GBP", amountMinor = 1_000n, became = [] } = other;
      const second = await aPayment(payer, currency, amountMinor, { ...other, reference });
      for (const [status, minor] of became) await append(second, status, minor);
      const found = await listDuplicates({ ctx, input: { paymentId: first } });
      expect(found.map(({ id }) => id)).toEqual(alike ? [second] : []);
      if (other.somebodyElse) return;
      const { payments } = await getPerson({ ctx, input: { type: "customer", id: who } });
      expect([...(await duplicatesOf(payments.map(({ id }) => id))).keys()].sort()).toEqual(
        alike ? [first, second].sort() : [],
      );
    });
  });

  it("is no longer asked about a premium once a reversal has given it back", async () => {
    const { pay, key } = await anInsurer();
    const [first, second] = [await pay("successful"), await pay("successful")].map(
      ({ body }) => body.payment_id ?? "",
    ) as [string, string];
    expect((await duplicatesOf([first])).get(first)).toEqual([second]);
    expect((await ask(key, "POST", `/payments/${second}/reversal`)).status).toBe(200);
    expect([...(await duplicatesOf([first, second]))]).toEqual([]);
  });

  it("is told of a claim that was not paid out until a retry has paid it, by the day of that retry", async () => {
    const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 3 };
    const { pay, payments, update, holderId } = await anInsurer({ billing: { retryFailedPayments } });
    const failures = async () =>
      (await getPerson({ ctx, input: { type: "policyholder", id: holderId } })).openFailures;
    const claim = { payment_type: "claim_payout", premium_type: undefined };
    const { body } = await pay("failed", { ...claim, failure_action: "allow_retry" });
    expect(await failures()).toMatchObject([
      {
        payment: { id: body.payment_id, failureReason: "Insufficient funds" },
        next: { do: "wait_for_retry" },
      },
    ]);
    const retry = (await payments()).find(({ retry_of }) => retry_of === body.payment_id);
    expect((await update(retry?.payment_id, { status: "successful" })).status).toBe(200);
    expect(await failures()).toEqual([]);
    const { body: lost } = await pay("failed", claim);
    expect(await failures()).toMatchObject([{ payment: { id: lost.payment_id }, next: { do: "ask_again" } }]);
  });

  async function aCustomer(name: string, email: string, of = merchantId): Promise<string> {
    return (await createCustomer({ ctx, input: { name, email, merchantId: of, metadata: {} } })).id;
  }

  async function aPayment(
    customerId: string,
    currency: string,
    amountMinor: bigint,
    {
      status = "succeeded",
      at = NOW,
      reference = null,
    }: Partial<Omit<Paid, "reference">> & { reference?: string | null } = {},
  ): Promise<string> {
    const id = newId();
    await recordPayments(contextOf("operator", at), recordStatement(), [
      {
        ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
        ...{
          type: "PAY-IN",
          category: "pay_in",
          scheme: "unknown",
          currency,
          precision: 2,
          amountMinor,
          status,
        },
        ...{ occurredAt: at, failureCode: null, customerId, merchantReference: reference, description: null },
        ...{ idempotencyKey: null, metadata: {}, search: [], reason: null, raw: {}, detail: {} },
      },
    ]);
    return id;
  }
});

interface Paid {
  currency: string;
  amountMinor: bigint;
  at: Date;
  became: readonly [Became, bigint][];
  status: "pending" | "succeeded";
  somebodyElse: boolean;
  reference: string;
}

type Became = "refunded" | "dispute" | "dispute_lost" | "dispute_won";

async function append(id: string, status: Became, amountMinor: bigint): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockPayment(tx, id);
    if (!locked) throw new Error("The payment is not there");
    await appendAdjustment(tx, ctx, locked, { status, amountMinor, action: "payment.adjusted" });
  });
}

function ofMerchant(merchantId: string): Ctx {
  const actor = { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:read"], merchantId } as const;
  return { actor, requestId: newId(), now: NOW };
}
