import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { findViolations } from "@/lib/invariants/find-violations";
import { aConnector, aPayment, ask } from "./testing";

let key: string;
let connectorID: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const create = (changes: Record<string, unknown> = {}) =>
  ask(key, "POST", "/payments", aPayment(connectorID, changes));

describe("moving a payment by its reference", () => {
  it("goes from pending to succeeded to refunded in two parts, keeping what was stored", async () => {
    const body = aPayment(connectorID);
    const move = async (changes: object) =>
      (await ask(key, "POST", "/payments", { ...body, ...changes })).body.data;
    await move({});
    expect(
      await move({
        status: "SUCCEEDED",
        createdAt: "2026-01-05T11:00:00Z",
        scheme: "amex",
        metadata: { a: "b" },
      }),
    ).toMatchObject({
      status: "SUCCEEDED",
      amount: 1_340n,
      scheme: "visa",
      metadata: null,
    });
    expect(await move({ status: "REFUNDED", amount: 340, createdAt: "2026-01-06T11:00:00Z" })).toMatchObject({
      amount: 1_000n,
      status: "REFUNDED",
    });
    const last = await move({ status: "REFUNDED", amount: 1_000, createdAt: "2026-01-07T11:00:00Z" });
    expect(last).toMatchObject({ amount: 0n, initialAmount: 1_340n });
    expect(last?.adjustments.map(({ status }) => status)).toEqual([
      "REFUNDED",
      "REFUNDED",
      "SUCCEEDED",
      "PENDING",
    ]);
  });

  it("changes nothing for an exact repeat, even with another amount", async () => {
    const body = aPayment(connectorID, { status: "SUCCEEDED" });
    const first = await ask(key, "POST", "/payments", body);
    const again = await ask(key, "POST", "/payments", {
      ...body,
      amount: 9,
      createdAt: "2026-01-05T11:00:00+01:00",
    });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it("refuses an over-refund and another asset, and changes nothing", async () => {
    const body = aPayment(connectorID);
    await ask(key, "POST", "/payments", body);
    const over = await ask(key, "POST", "/payments", {
      ...body,
      status: "REFUNDED",
      amount: 1_341,
      createdAt: "2026-01-06T00:00:00Z",
    });
    expect([over.status, over.body.errorCode]).toEqual([400, "VALIDATION"]);
    const other = await ask(key, "POST", "/payments", { ...body, status: "SUCCEEDED", asset: "EUR/2" });
    expect([other.status, other.body.errorCode]).toEqual([400, "VALIDATION"]);
  });

  it("applies a late older adjustment without moving the status", async () => {
    const body = aPayment(connectorID, { status: "SUCCEEDED", createdAt: "2026-01-10T00:00:00Z" });
    await ask(key, "POST", "/payments", body);
    const late = await ask(key, "POST", "/payments", {
      ...body,
      status: "REFUNDED",
      amount: 40,
      createdAt: "2026-01-01T00:00:00Z",
    });
    expect(late.body.data).toMatchObject({ status: "SUCCEEDED", amount: 1_300n });
  });

  it("shows only the eleven statuses of the seed document", async () => {
    const shown = async (status: string) => (await create({ status })).body.data?.status;
    expect(await shown("AUTHORISATION")).toBe("PENDING");
    expect(await shown("CAPTURE")).toBe("SUCCEEDED");
    expect(await shown("CAPTURE_FAILED")).toBe("FAILED");
    expect(await shown("REFUND_REVERSED")).toBe("SUCCEEDED");
    expect(await shown("AMOUNT_ADJUSTEMENT")).toBe("PENDING");
    expect(await shown("UNKNOWN")).toBe("OTHER");
    expect((await create({ type: "UNKNOWN" })).body.data?.type).toBe("OTHER");
    expect((await create({ status: "REFUNDED" })).body.data?.amount).toBe(1_340n);
  });

  it("serialises fifty refunds at once: never below zero, and the sum is exact", async () => {
    const body = aPayment(connectorID, { amount: 1_000, status: "SUCCEEDED" });
    await ask(key, "POST", "/payments", body);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        ask(key, "POST", "/payments", {
          ...body,
          status: "REFUNDED",
          amount: 30,
          createdAt: new Date(Date.UTC(2026, 0, 6, 0, n)).toISOString(),
        }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 200).length;
    const { rows } = { rows: await ask(key, "POST", "/payments", body) };
    expect(taken).toBe(33);
    expect(rows.body.data?.amount).toBe(1_000n - 30n * BigInt(taken));
  });

  it("records a payment once when a hundred calls create it at once", async () => {
    const body = aPayment(connectorID);
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(key, "POST", "/payments", body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.every(({ body: answer }) => answer.data?.adjustments.length === 1)).toBe(true);
  });
});
