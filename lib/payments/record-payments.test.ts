import { readFileSync } from "node:fs";
import fc from "fast-check";
import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PreparedStatement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { problemOf } from "@/lib/verb/problem";
import { NOTHING_MOVED } from "./money-moved";
import {
  BUILT_IN_CONNECTORS,
  type PaymentDraft,
  RECORD_BATCH_MAX,
  recordedPayment,
  recordParameters,
  recordPayments,
  recordUnlessTwin,
  searchText,
} from "./record-payments";
import { recordStatement } from "./record-statement";
import { isRecentKey } from "./recording/recent-keys";
import { aContext, aDatabase, NOW } from "./testing-history";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const draft = (fields: Partial<PaymentDraft> = {}): PaymentDraft => ({
  id: newId(),
  kind: "checkout",
  merchantId: "m1",
  connectorId: BUILT_IN_CONNECTORS.checkout,
  reference: "pay_1",
  type: "PAY-IN",
  category: "checkout",
  scheme: "visa",
  currency: "USD",
  precision: 2,
  amountMinor: 4_900n,
  status: "pending",
  ...instantOf(NOW),
  failureCode: "do_not_honor",
  customerId: "c1",
  merchantReference: "order 7",
  description: "Shoes",
  idempotencyKey: "k1",
  metadata: { team: "a" },
  search: ["K1", null, "Ada"],
  reason: "because",
  raw: { said: "so" },
  detail: { own: "column" },
  ...fields,
});

interface Row {
  [column: string]: unknown;
  adjustments: Record<string, unknown>[];
}

const rowsOf = (...drafts: PaymentDraft[]): Row[] =>
  JSON.parse(String(recordParameters(aContext(), drafts)[0]));
const rowOf = (one: PaymentDraft): Row => rowsOf(one)[0] ?? { adjustments: [] };

describe("a payment about to be recorded", () => {
  it("says who records it, when and at which request", () => {
    expect(rowOf(draft())).toMatchObject({
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
    expect(Object.keys(rowOf(draft({ detail: {} }))).sort()).toEqual(declared.sort());
    const read = readFileSync("prisma/sql/payments/_payment-columns.sql", "utf8").match(/(?<=\bp\.)\w+/g);
    const written = [...listed(/INSERT INTO payment \(([^)]*)\)/), "card_brand", "card_last4", "respond_by"];
    expect(read?.filter((column) => !written.includes(column))).toEqual([]);
  });

  it("is a row with its amounts as digits, its snapshot and its kind's own columns", () => {
    const given = draft();
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
    const { adjustments } = rowOf(draft());
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
    expect(rowOf(draft({ raw: undefined })).adjustments[0]?.raw).toEqual({});
  });

  it("has an event and an audit row of their own for each adjustment", () => {
    const ids = rowsOf(draft(), draft()).flatMap(({ adjustments }) =>
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
      draft({
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
          const given = draft({
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

describe("recording payments", () => {
  const statement: PreparedStatement = { name: "record", text: "SELECT", announces: false };
  const answering = (rows: unknown[]) => aDatabase(rows).db;

  it("tells what became of each in the order they were given, and notes those that were recorded", async () => {
    const drafts = [draft(), draft(), draft()];
    const [one, two] = drafts.map(({ id }) => id);
    const rows = [
      { id: two, verdict: "recorded" },
      { id: one, verdict: "unknown_merchant" },
    ];
    const context = aContext();
    // A draft the database says nothing of had its key taken.
    expect(await recordPayments(context, statement, drafts, answering(rows))).toEqual([
      "unknown_merchant",
      "recorded",
      "replayed",
    ]);
    expect([...(context.touched ?? [])]).toEqual([two]);
  });

  it("needs nobody who asks which were written", async () => {
    const one = draft();
    const { touched, ...job } = aContext();
    expect(touched?.size).toBe(0);
    expect(
      await recordPayments(job, statement, [one], answering([{ id: one.id, verdict: "recorded" }])),
    ).toEqual(["recorded"]);
  });

  it("takes as many at once as its limit, and no more", async () => {
    const many = (count: number) => Array.from({ length: count }, () => draft());
    expect(RECORD_BATCH_MAX).toBe(5_000);
    const one = many(1)[0] ?? draft();
    const most = Array.from({ length: RECORD_BATCH_MAX }, () => one);
    expect(await recordPayments(aContext(), statement, most, answering([]))).toHaveLength(RECORD_BATCH_MAX);
    await expect(recordPayments(aContext(), statement, [...most, one], answering([]))).rejects.toThrow(
      new RangeError("at most 5000 payments are recorded at once"),
    );
  });
});

describe("recording payments one at a time", () => {
  const statement: PreparedStatement = { name: "record one", text: "SELECT", announces: false };
  const refused = (code: string) => {
    const err = new pg.DatabaseError("refused", 0, "error");
    err.code = code;
    return err;
  };

  /** The ids that each statement carried, of a database that takes every row, or does what is said. */
  function aDatabaseOfRequests(answer = (id: string): unknown => ({ id, verdict: "recorded" })) {
    vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
    const statements: string[][] = [];
    vi.spyOn(pg.Pool.prototype, "query").mockImplementation(async (given: unknown) => {
      const [json] = (given as { values: [string] }).values;
      const ids = (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
      statements.push(ids);
      return { rows: ids.map(answer) };
    });
    return statements;
  }
  const recordAll = (drafts: readonly PaymentDraft[]) =>
    Promise.all(drafts.map((each) => recordPayments(aContext(), statement, [each])));
  const apart = (fields: Partial<PaymentDraft> = {}): PaymentDraft => {
    const id = newId();
    return draft({ id, reference: id, idempotencyKey: null, ...fields });
  };

  it("shares a statement with those of the same moment, each with its own verdict", async () => {
    const drafts = [apart(), apart(), apart()];
    const ids = drafts.map(({ id }) => id);
    const statements = aDatabaseOfRequests((id) => ({
      id,
      verdict: id === ids[1] ? "not_allowed" : "recorded",
    }));
    expect(await recordAll(drafts)).toEqual([["recorded"], ["not_allowed"], ["recorded"]]);
    expect(statements).toEqual([ids]);
  });

  it.each<[string, Partial<PaymentDraft>]>([
    ["reference at one connector", { reference: "one" }],
    ["idempotency key of a merchant", { idempotencyKey: "twice" }],
    ["word to be in turn with", { inTurnWith: "a policy" }],
  ])("never shares one with a payment of the same %s", async (_, same) => {
    const [one, twin, other] = [apart(same), apart(same), apart()];
    const statements = aDatabaseOfRequests();
    expect(await recordAll([one, twin, other])).toEqual([["recorded"], ["recorded"], ["recorded"]]);
    expect(statements).toEqual([[one.id, other.id], [twin.id]]);
  });

  it.each<[string, Partial<PaymentDraft>, Partial<PaymentDraft>]>([
    ["reference at two connectors", { reference: "one" }, { reference: "one", connectorId: "k2" }],
    ["reference of two types", { reference: "one" }, { reference: "one", type: "PAYOUT" }],
    ["key of two merchants", { idempotencyKey: "k" }, { idempotencyKey: "k", merchantId: "m2" }],
  ])("shares one with a payment of the same %s", async (_, one, other) => {
    const drafts = [apart(one), apart(other)];
    const statements = aDatabaseOfRequests();
    await recordAll(drafts);
    expect(statements).toEqual([drafts.map(({ id }) => id)]);
  });

  it("has a statement of its own where that is so set", async () => {
    const drafts = [apart(), apart()];
    const statements = aDatabaseOfRequests();
    vi.stubEnv("RECORDING_GROUPS", "off");
    await recordAll(drafts);
    expect(statements).toEqual(drafts.map(({ id }) => [id]));
  });

  it("is one of several that are recorded at once, all of them by one statement", async () => {
    const drafts = [apart(), apart()];
    const statements = aDatabaseOfRequests();
    expect(await recordPayments(aContext(), statement, drafts)).toEqual(["recorded", "recorded"]);
    expect(statements).toEqual([drafts.map(({ id }) => id)]);
    expect(await recordPayments(aContext(), statement, [])).toEqual([]);
  });

  it("is recorded within the transaction it belongs to, by itself", async () => {
    const { db, sent } = aDatabase();
    await Promise.all([apart(), apart()].map((each) => recordPayments(aContext(), statement, [each], db)));
    expect(sent).toHaveLength(2);
  });

  it("is not recorded for somebody who has gone while it waited", async () => {
    const [one, twin] = [apart({ reference: "one" }), apart({ reference: "one" })];
    const statements = aDatabaseOfRequests();
    const first = recordPayments(aContext(), statement, [one]);
    const gone = recordPayments(aContext({ isCancelled: () => true }), statement, [twin]);
    expect(await first).toEqual(["recorded"]);
    await expect(gone).rejects.toThrow("unavailable");
    expect(statements).toEqual([[one.id]]);
  });

  it("remembers a key that is used, and no other", async () => {
    for (const verdict of [
      "recorded",
      "replayed",
      "unknown_merchant",
      "unknown_customer",
      "not_allowed",
      "known",
    ]) {
      const one = draft({ idempotencyKey: newId() });
      aDatabaseOfRequests((id) => ({ id, verdict }));
      await recordPayments(aContext(), statement, [one]);
      const { kind, merchantId, idempotencyKey } = one;
      const isKnown = isRecentKey({ kind, merchantId, idempotencyKey: idempotencyKey ?? "" });
      expect([verdict, isKnown]).toEqual([verdict, verdict === "recorded" || verdict === "replayed"]);
    }
    const without = draft({ idempotencyKey: null, merchantId: newId() });
    aDatabaseOfRequests();
    await recordPayments(aContext(), statement, [without]);
    const word = { kind: without.kind, merchantId: without.merchantId };
    expect(isRecentKey({ ...word, idempotencyKey: "null" })).toBe(false);
  });

  it("tells whoever judged it before that a twin was quicker by null, and any other fault as it is", async () => {
    aDatabaseOfRequests();
    expect(await recordUnlessTwin(aContext(), statement, apart())).toBe("recorded");
    aDatabaseOfRequests((id) => ({ id, verdict: "known" }));
    expect(await recordUnlessTwin(aContext(), statement, apart())).toBe("known");
    aDatabaseOfRequests(() => {
      throw refused("23505");
    });
    expect(await recordUnlessTwin(aContext(), statement, apart())).toBeNull();
    const away = refused("57P01");
    aDatabaseOfRequests(() => {
      throw away;
    });
    await expect(recordUnlessTwin(aContext(), statement, apart())).rejects.toBe(away);
  });
});

describe("a payment that was recorded", () => {
  it("is known from its draft as a read would give it", () => {
    const { search, reason, raw, detail, occurredNanos, amountMinor, ...own } = draft({ mode: "live" });
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
      ...{ respondBy: null, cardBrand: null, cardLast4: null, createdAt: occurredAt, updatedAt: NOW },
      adjustments: [{ sequence, ...opening }],
    });
    const plain = recordedPayment(aContext(), draft({ raw: undefined }));
    expect([plain.mode, plain.adjustments[0]?.raw]).toEqual([null, {}]);
  });

  it("may be of nothing, and says whether its money is real where that is known", () => {
    expect(rowOf(draft({ amountMinor: 0n }))).toMatchObject({ amount_minor: "0", mode: null });
    expect(rowOf(draft({ mode: "live" })).mode).toBe("live");
  });

  it("counts in the sums what each step of its past moved, which together is all it moved", () => {
    const step = (status: PaymentDraft["status"], amountMinor: bigint) => ({
      ...{ status, amountMinor, reference: status, metadata: {}, raw: {} },
      ...instantOf(NOW),
    });
    const row = rowOf(
      draft({
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
