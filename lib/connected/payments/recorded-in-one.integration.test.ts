import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { setConnectorEnabled } from "@/lib/connected/connectors/connectors";
import { decodeConnectorId } from "@/lib/connected/ids";
import { WIRE_STATUSES } from "@/lib/connected/statuses";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { countRoundTrips } from "@/lib/db/testing/round-trips";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";

let key: string;
let connectorID: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const v3 = (changes: object = {}) => ({
  ...{
    reference: `ref-${newId()}`,
    connectorID,
    type: "PAY-IN",
    createdAt: "2026-01-05T10:00:00.123456789Z",
  },
  ...{ initialAmount: 1_000, amount: 1_000, asset: "USD/2", scheme: "CARD_VISA" },
  adjustments: [
    {
      reference: "evt-1",
      createdAt: "2026-01-05T10:00:00.5Z",
      status: "SUCCEEDED",
      amount: 1_000,
      asset: "USD/2",
    },
  ],
  ...changes,
});

describe("creating a connected payment", () => {
  it("is one round trip in both versions", async () => {
    await ask(key, "POST", "/payments", aPayment(connectorID));
    expect(await countRoundTrips(() => ask(key, "POST", "/payments", aPayment(connectorID)))).toBe(1);
    const inV3 = () => ask(key, "POST", "/v3/payments", v3());
    expect((await inV3()).body.errorMessage).toBeUndefined();
    expect(await countRoundTrips(inV3)).toBe(1);
  });

  it("is read in one round trip with its history", async () => {
    const created = await ask(key, "POST", "/payments", aPayment(connectorID));
    const read = () => ask(key, "GET", `/payments/${created.body.data?.id}`);
    expect(await countRoundTrips(read)).toBe(1);
  });

  it("is listed in one round trip, in v3 with the history that reading it shows", async () => {
    const { body } = await ask(key, "POST", "/v3/payments", v3());
    const query = JSON.stringify({ $match: { id: body.data?.id } });
    for (const filter of ["", `?${new URLSearchParams({ query })}`]) {
      for (const version of ["", "/v3"]) {
        const list = () => ask(key, "GET", `${version}/payments${filter}`);
        expect(await countRoundTrips(list)).toBe(1);
      }
      const listed = (await ask(key, "GET", `/v3/payments${filter}`)).body.cursor?.data;
      const read = (await ask(key, "GET", `/v3/payments/${body.data?.id}`)).body.data;
      expect(listed?.find(({ id }) => id === body.data?.id)).toEqual(read);
    }
  });

  it("answers what reading it answers", async () => {
    const adjustment = fc.record({
      status: fc.constantFrom(...WIRE_STATUSES.filter((status) => status !== "REFUNDED")),
      amount: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
      minute: fc.integer({ min: 0, max: 59 }),
      metadata: fc.option(fc.constant({ batch: "7" }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(adjustment, { minLength: 1, maxLength: 5, selector: ({ minute }) => minute }),
        fc.constantFrom("PAY-IN", "PAYOUT", "TRANSFER", "OTHER"),
        async (given, type) => {
          const adjustments = given.map(({ minute, amount, ...each }, index) => ({
            ...each,
            ...(amount !== undefined && { amount, asset: "USD/2" }),
            reference: `evt-${index}`,
            createdAt: new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString(),
          }));
          const created = await ask(
            key,
            "POST",
            "/v3/payments",
            v3({ type, adjustments, metadata: { order: "7" } }),
          );
          expect(created).toMatchObject({ status: 201 });
          const read = await ask(key, "GET", `/v3/payments/${created.body.data?.id}`);
          expect(created.body).toEqual(read.body);
        },
      ),
      { numRuns: 40 },
    );
    const created = await ask(key, "POST", "/payments", aPayment(connectorID, { status: "SUCCEEDED" }));
    expect((await ask(key, "GET", `/payments/${created.body.data?.id}`)).body).toEqual(created.body);
  });

  it("is judged against its connector as it is now, however lately it was used", async () => {
    const paused = await aConnector();
    expect((await ask(key, "POST", "/payments", aPayment(paused))).status).toBe(200);
    const { reference: id } = decodeConnectorId(paused) ?? { reference: "" };
    const ctx = contextOf("admin");
    await setConnectorEnabled({ ctx, input: { id, enabled: false } });
    const refused = await ask(key, "POST", "/payments", aPayment(paused));
    expect(refused).toMatchObject({ status: 400, body: { errorCode: "CONNECTOR_CAPABILITY_NOT_SUPPORTED" } });
    await setConnectorEnabled({ ctx, input: { id, enabled: true } });
    expect((await ask(key, "POST", "/payments", aPayment(paused))).status).toBe(200);
  });

  it("moves the payment that many send at the same moment, once for each thing that happened", async () => {
    const body = aPayment(connectorID);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        ask(key, "POST", "/payments", { ...body, ...(index % 2 === 1 && { status: "SUCCEEDED" }) }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map((each) => each.body.data?.id)).size).toBe(1);
    const read = await ask(key, "GET", `/payments/${answers[0]?.body.data?.id}`);
    expect(read.body.data?.adjustments).toHaveLength(2);
  });
});
