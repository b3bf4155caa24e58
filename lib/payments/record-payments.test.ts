import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { problemOf } from "@/lib/verb/problem";
import { NOTHING_MOVED } from "./money-moved";
import {
  BUILT_IN_CONNECTORS,
  type PaymentDraft,
  recordedPayment,
  recordParameters,
  searchText,
} from "./record-payments";
import { recordStatement } from "./record-statement";
import { aDraft } from "./testing-draft";
import { aContext, NOW } from "./testing-history";

interface Row {
  [column: string]: unknown;
  adjustments: Record<string, unknown>[];
}

const rowsOf = (...drafts: PaymentDraft[]): Row[] =>
  JSON.parse(String(recordParameters(aContext(), drafts)[0]));
const rowOf = (one: PaymentDraft): Row => rowsOf(one)[0] ?? { adjustments: [] };

describe("a payment about to be recorded", () => {
  it("says who records it, when and at which request", () => {
    expect(rowOf(aDraft())).toMatchObject({
      recorded_at: NOW.toISOString(),
      actor_type: "user",
      actor_id: "u1",
      actor_label: "Ada",
      request_id: "q1",
    });
  });

  it("has what the statement declares and nothing else, and its row every column but those that come later", () => {
    const { text } = recordStatement();
    const listed = (pattern: RegExp) => (pattern.exec(text)?.[1] ?? "").split(",").map((each) => each.trim());
    const declared = listed(/jsonb_to_recordset\(\$1::jsonb\) AS i \(([^)]*)\)/).map(
      (each) => each.split(" ")[0],
    );
    expect(Object.keys(rowOf(aDraft({ detail: {} }))).sort()).toEqual(declared.sort());
    const read = readFileSync("prisma/sql/payments/_payment-columns.sql", "utf8").match(/(?<=\bp\.)\w+/g);
    const written = [...listed(/INSERT INTO payment \(([^)]*)\)/), "card_brand", "card_last4", "respond_by"];
    expect(read?.filter((column) => !written.includes(column))).toEqual([]);
  });

  it("is a row with its amounts as digits, its snapshot and its kind's own columns", () => {
    const given = aDraft();
    expect(rowOf(given)).toMatchObject({
      own: "column",
      id: given.id,
      kind: "checkout",
      merchant_id: "m1",
      connector_id: BUILT_IN_CONNECTORS.checkout,
      reference: "pay_1",
      type: "PAY-IN",
      scheme: "visa",
      currency: "USD",
      precision: 2,
      opening_amount_minor: "4900",
      opening_initial_amount_minor: "4900",
      amount_minor: "4900",
      initial_amount_minor: "4900",
      status: "pending",
      last_status: "pending",
      stage: "pending",
      occurred_at: NOW.toISOString(),
      failure_code: "do_not_honor",
      customer_id: "c1",
      merchant_reference: "order 7",
      description: "Shoes",
      idempotency_key: "k1",
      metadata: { team: "a" },
      search: "k1 ada",
    });
  });

  it("has one adjustment that states its amount and changes it by nothing", () => {
    const { adjustments } = rowOf(aDraft());
    expect(adjustments).toHaveLength(1);
    expect(adjustments[0]).toMatchObject({
      sequence: 1,
      opening: true,
      status: "pending",
      amount_minor: "4900",
      reference: "pay_1",
      occurred_at: NOW.toISOString(),
      reason: "because",
      failure_code: "do_not_honor",
      metadata: {},
      raw: { said: "so" },
    });
    expect(Object.keys(adjustments[0] ?? {})).not.toContain("occurredAt");
  });

  it("keeps nothing where a provider said nothing", () => {
    expect(rowOf(aDraft({ raw: undefined })).adjustments[0]?.raw).toEqual({});
  });

  it("has an event and an audit row of their own for each adjustment", () => {
    const ids = rowsOf(aDraft(), aDraft()).flatMap(({ adjustments }) =>
      adjustments.flatMap(({ event_id, audit_id }) => [event_id, audit_id]),
    );
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(String(id)))).toBe(true);
  });

  it("that arrives with a past is worth its amount and what has happened since", () => {
    const seed = (
      status: "capture" | "refunded" | "amount_adjustment",
      amountMinor: bigint | null,
      minute: number,
    ) => ({
      status,
      amountMinor,
      reference: `${status} ${minute}`,
      ...instantOf(new Date(NOW.getTime() + minute * 60_000)),
      metadata: { at: String(minute) },
      raw: { minute },
    });
    const row = rowOf(
      aDraft({
        amountMinor: 1_000n,
        history: {
          initialAmountMinor: 2_000n,
          adjustments: [
            seed("capture", 300n, 1),
            seed("refunded", 500n, 3),
            seed("amount_adjustment", null, 2),
          ],
        },
      }),
    );
    expect(row).toMatchObject({
      opening_amount_minor: "1000",
      opening_initial_amount_minor: "2000",
      amount_minor: "800",
      initial_amount_minor: "2000",
      status: "refunded",
      last_status: "refunded",
      stage: "completed",
    });
    expect(row.adjustments).toMatchObject([
      { sequence: 1, opening: false, amount_minor: "300", reference: "capture 1", metadata: { at: "1" } },
      { sequence: 2, opening: false, amount_minor: "500", reference: "refunded 3", raw: { minute: 3 } },
      { sequence: 3, opening: false, amount_minor: null, reference: "amount_adjustment 2" },
    ]);
  });

  it("is refused where more would have been given back than there was", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 100n }),
        fc.bigInt({ min: 0n, max: 200n }),
        (amountMinor, refundedMinor) => {
          const refunded = {
            status: "refunded",
            amountMinor: refundedMinor,
            reference: "r",
            ...instantOf(NOW),
            metadata: {},
            raw: {},
          } as const;
          const given = aDraft({
            amountMinor,
            history: { initialAmountMinor: amountMinor, adjustments: [refunded] },
          });
          try {
            expect(rowOf(given).amount_minor).toBe(String(amountMinor - refundedMinor));
            expect(refundedMinor <= amountMinor).toBe(true);
          } catch (err) {
            const problem = problemOf(err);
            if (!problem) throw err;
            expect(problem).toMatchObject({
              code: "amount_exceeds_remaining",
              remainingMinor: amountMinor,
              currency: "USD",
            });
            expect(refundedMinor > amountMinor).toBe(true);
          }
        },
      ),
    );
  });
});

describe("a payment that was recorded", () => {
  it("is known from its draft as a read would give it", () => {
    const { search, reason, raw, detail, occurredNanos, amountMinor, ...own } = aDraft({ mode: "live" });
    const given = { ...own, search, reason, raw, detail, amountMinor };
    expect([search.length, detail, occurredNanos]).toEqual([
      3,
      { own: "column" },
      own.occurredAt.getTime() * 0,
    ]);
    const { status, occurredAt, ...columns } = own;
    const { sequence, ...opening } = {
      ...{ sequence: 1, opening: true, status, amountMinor, reference: own.reference, occurredAt },
      ...{ occurredNanos: 0, metadata: {}, raw, reason, failureCode: own.failureCode, recordedAt: NOW },
      ...{
        actorType: "user",
        actorId: "u1",
        actorLabel: "Ada",
        requestId: "q1",
        attemptId: null,
        respondBy: null,
      },
    };
    expect(recordedPayment(aContext(), given)).toEqual({
      ...columns,
      ...NOTHING_MOVED,
      ...{ amountMinor, initialAmountMinor: amountMinor, status, lastStatus: status, stage: "pending" },
      ...{ openingAmountMinor: amountMinor, openingInitialAmountMinor: amountMinor, version: 1 },
      ...{
        inDispute: false,
        respondBy: null,
        cardBrand: null,
        cardLast4: null,
        createdAt: occurredAt,
        updatedAt: NOW,
      },
      adjustments: [{ sequence, ...opening }],
    });
    const plain = recordedPayment(aContext(), aDraft({ raw: undefined }));
    expect([plain.mode, plain.adjustments[0]?.raw]).toEqual([null, {}]);
  });

  it("may be of nothing, and says whether its money is real where that is known", () => {
    expect(rowOf(aDraft({ amountMinor: 0n }))).toMatchObject({ amount_minor: "0", mode: null });
    expect(rowOf(aDraft({ mode: "live" })).mode).toBe("live");
  });

  it("counts in the sums what each step of its past moved, which together is all it moved", () => {
    const step = (status: PaymentDraft["status"], amountMinor: bigint) => ({
      ...{ status, amountMinor, reference: status, metadata: {}, raw: {} },
      ...instantOf(NOW),
    });
    const row = rowOf(
      aDraft({
        kind: "connected",
        status: "refunded",
        history: { initialAmountMinor: 4_900n, adjustments: [step("succeeded", 0n), step("refunded", 900n)] },
      }),
    );
    const moved = row.adjustments.map(({ collected_minor, refunded_minor }) => [
      collected_minor,
      refunded_minor,
    ]);
    expect(moved).toEqual([
      ["4900", "0"],
      ["0", "900"],
    ]);
    expect(row).toMatchObject({ collected_minor: "4900", refunded_minor: "900" });
  });
});

it("knows a connector of its own for each door that has none", () => {
  const ids = Object.values(BUILT_IN_CONNECTORS);
  expect(Object.keys(BUILT_IN_CONNECTORS)).toEqual(["checkout", "policy", "referral"]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
});

it("finds a payment by its words, in lower case and without gaps", () => {
  expect(searchText(["Ada", null, "", "K 1"])).toBe("ada k 1");
  expect(searchText([])).toBe("");
});
