import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PreparedStatement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { type PaymentDraft, RECORD_BATCH_MAX, recordPayments, recordUnlessTwin } from "./record-payments";
import { isRecentKey } from "./recording/recent-keys";
import { aDraft } from "./testing-draft";
import { aContext, aDatabase } from "./testing-history";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("recording payments", () => {
  const statement: PreparedStatement = { name: "record", text: "SELECT", announces: false };
  const answering = (rows: unknown[]) => aDatabase(rows).db;

  it("tells what became of each in the order they were given, and notes those that were recorded", async () => {
    const drafts = [aDraft(), aDraft(), aDraft()];
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
    const one = aDraft();
    const { touched, ...job } = aContext();
    expect(touched?.size).toBe(0);
    expect(
      await recordPayments(job, statement, [one], answering([{ id: one.id, verdict: "recorded" }])),
    ).toEqual(["recorded"]);
  });

  it("takes as many at once as its limit, and no more", async () => {
    const many = (count: number) => Array.from({ length: count }, () => aDraft());
    expect(RECORD_BATCH_MAX).toBe(5_000);
    const one = many(1)[0] ?? aDraft();
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
    return aDraft({ id, reference: id, idempotencyKey: null, ...fields });
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
      const one = aDraft({ idempotencyKey: newId() });
      aDatabaseOfRequests((id) => ({ id, verdict }));
      await recordPayments(aContext(), statement, [one]);
      const { kind, merchantId, idempotencyKey } = one;
      const isKnown = isRecentKey({ kind, merchantId, idempotencyKey: idempotencyKey ?? "" });
      expect([verdict, isKnown]).toEqual([verdict, verdict === "recorded" || verdict === "replayed"]);
    }
    const without = aDraft({ idempotencyKey: null, merchantId: newId() });
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
