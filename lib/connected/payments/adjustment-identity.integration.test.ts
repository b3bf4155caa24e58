import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { addConnector } from "@/lib/connected/connectors/connectors";
import { encodeConnectorId } from "@/lib/connected/ids";
import { aConnector, aPayment, ask, type WirePayment } from "@/lib/connected/testing";
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

const PAID = { amount: 10_000, status: "SUCCEEDED", createdAt: "2026-01-05T10:00:00Z" };

/** Two refunds of one payment, one by one, through each way there is to say so. */
const WAYS: Record<string, (...refunds: [Refund, Refund]) => Promise<WirePayment>> = {
  "v1, the payment's own reference": async (...refunds) => {
    const body = aPayment(connectorID, PAID);
    await ask(key, "POST", "/payments", body);
    for (const { amount, createdAt } of refunds)
      await accepted(ask(key, "POST", "/payments", { ...body, status: "REFUNDED", amount, createdAt }));
    return stored(body);
  },
  "v3, one call for each": async (...refunds) => {
    const body = paymentV3([]);
    for (const refund of refunds)
      await accepted(ask(key, "POST", "/v3/payments", { ...body, adjustments: [refund] }));
    return stored(body);
  },
  "v3, both when it is recorded": async (...refunds) => {
    const body = paymentV3(refunds);
    await accepted(ask(key, "POST", "/v3/payments", body));
    return stored(body);
  },
  "the adjustments extension": async (...refunds) => {
    const body = aPayment(connectorID, PAID);
    const { data } = (await ask(key, "POST", "/payments", body)).body;
    for (const refund of refunds)
      await accepted(ask(key, "POST", `/payments/${data?.id}/adjustments`, refund));
    return stored(body);
  },
};

interface Refund {
  reference: string;
  createdAt: string;
  amount: number;
  status: "REFUNDED";
}

const refund = (createdAt: string, amount: number, reference = "re_1"): Refund => ({
  reference,
  createdAt,
  amount,
  status: "REFUNDED",
});

function paymentV3(adjustments: Refund[]) {
  const { status: _, ...body } = aPayment(connectorID, PAID);
  return { ...body, initialAmount: 10_000, adjustments };
}

async function accepted(answer: ReturnType<typeof ask>) {
  expect((await answer).status).toBeLessThan(300);
}

async function stored({ reference }: { reference: string }): Promise<WirePayment> {
  const query = encodeURIComponent(JSON.stringify({ $match: { reference } }));
  const [found] = (await ask(key, "GET", `/payments?query=${query}`)).body.cursor?.data ?? [];
  const { data } = (await ask(key, "GET", `/payments/${found?.id}`)).body;
  if (!data) throw new Error("the payment is not there");
  return data;
}

const refundsOf = ({ adjustments }: WirePayment) =>
  adjustments
    .filter(({ status }) => status === "REFUNDED")
    .map(({ createdAt, amount }) => [createdAt, amount]);

describe.each(Object.entries(WAYS))("two refunds told by %s", (_way, told) => {
  it.each([
    ["2026-01-06T10:00:00.123456Z", "2026-01-06T10:00:00.123789Z"],
    ["2026-01-06T10:00:00.123456788Z", "2026-01-06T10:00:00.123456789Z"],
    ["2026-01-06T10:00:00.000Z", "2026-01-06T10:00:00.000000001Z"],
    ["2026-01-06T10:00:00.999999999Z", "2026-01-06T10:00:01Z"],
  ])("are two where they happened at %s and %s, latest first and to the digit", async (first, second) => {
    const shown = (text: string) => text.replace(/:(\d\d)Z/, ":$1.000Z");
    const payment = await told(refund(second, 2_000), refund(first, 3_000));
    expect(payment.amount).toBe(5_000n);
    expect(refundsOf(payment)).toEqual([
      [shown(second), 2_000n],
      [shown(first), 3_000n],
    ]);
  });

  it("are one where reference, instant and status are the same, in any spelling of the instant", async () => {
    const payment = await told(
      refund("2026-01-06T10:00:00.1234567Z", 3_000),
      refund("2026-01-06T12:00:00.123456700+02:00", 3_000),
    );
    expect([payment.amount, refundsOf(payment).length]).toEqual([7_000n, 1]);
  });
});

describe("two refunds of one instant", () => {
  const [, ...OWN_REFERENCES] = Object.entries(WAYS);

  it.each(OWN_REFERENCES)("are two where their references differ: %s", async (_way, told) => {
    const at = "2026-01-06T10:00:00.5Z";
    expect((await told(refund(at, 3_000, "re_1"), refund(at, 2_000, "re_2"))).amount).toBe(5_000n);
  });

  it("say the status by their nanoseconds, whatever the order they arrive in", async () => {
    const body = aPayment(connectorID, PAID);
    const move = (status: string, createdAt: string) =>
      ask(key, "POST", "/payments", { ...body, status, createdAt });
    await ask(key, "POST", "/payments", body);
    await move("DISPUTE_WON", "2026-01-06T10:00:00.000000002Z");
    await move("DISPUTE", "2026-01-06T10:00:00.000000001Z");
    expect((await stored(body)).status).toBe("DISPUTE_WON");
  });

  it("refuses a time that says more than can be kept", async () => {
    const createdAt = "2026-01-06T10:00:00.1234567891Z";
    const answer = await ask(key, "POST", "/payments", aPayment(connectorID, { createdAt }));
    expect([answer.status, answer.body.errorCode]).toEqual([400, "VALIDATION"]);
  });
});

describe("what is written through the door", () => {
  it.each(["re", "", "r".repeat(1_001)])("has no v3 adjustment of the reference %j", async (reference) => {
    const body = paymentV3([refund("2026-01-06T10:00:00Z", 1, reference)]);
    const answer = await ask(key, "POST", "/v3/payments", body);
    expect([answer.status, answer.body.errorCode]).toEqual([400, "VALIDATION"]);
  });

  it("goes to no connector that its provider fills", async () => {
    const input = { provider: "stripe", name: `Stripe ${newId()}` };
    const stripe = encodeConnectorId(await addConnector({ ctx: contextOf("admin"), input }));
    const account = {
      reference: `acct-${newId()}`,
      connectorID: stripe,
      createdAt: PAID.createdAt,
      accountName: "Ours",
      type: "INTERNAL",
    };
    const answers = await Promise.all([
      ask(key, "POST", "/payments", aPayment(stripe)),
      ask(key, "POST", "/v3/payments", { ...paymentV3([refund(PAID.createdAt, 1)]), connectorID: stripe }),
      ask(key, "POST", "/accounts", account),
    ]);
    for (const { status, body } of answers)
      expect([status, body.errorCode]).toEqual([400, "CONNECTOR_CAPABILITY_NOT_SUPPORTED"]);
  });
});
