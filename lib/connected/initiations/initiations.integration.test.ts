import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anExternalAccount, aPayment, ask, type Body } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";

let key: string;
let reader: string;
let connectorID: string;
let account: string;
let declining: string;

holdToOriginal();

beforeAll(async () => {
  const merchant = (await aMerchant()).id;
  key = await aKey(merchant);
  reader = await aKey(merchant, ["payments:read"]);
  const connector = await ask(key, "POST", "/connectors/dummypay", { name: "Sandbox" });
  connectorID = (connector.body.data as unknown as { connectorID: string }).connectorID;
  account = await anAccount(newId());
  declining = await anAccount("sbx_debit_account_closed");
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const anAccount = (reference: string) => anExternalAccount(key, connectorID, reference);

const initiation = (changes: Record<string, unknown> = {}) => ({
  reference: `pi-${newId()}`,
  scheduledAt: "2026-01-05T10:00:00Z",
  connectorID,
  description: "Rent",
  type: "PAYOUT",
  amount: 1_200,
  asset: "EUR/2",
  sourceAccountID: account,
  destinationAccountID: account,
  ...changes,
});

async function initiated(changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await ask(key, "POST", "/v3/payment-initiations", initiation(changes));
  expect(status, JSON.stringify(body, null, 1).slice(0, 400)).toBe(202);
  return dataOf(body).paymentInitiationID ?? "";
}

const dataOf = (body: Body) => body.data as unknown as Record<string, string>;
const at = (id: string, what = "") => `/v3/payment-initiations/${id}${what && `/${what}`}`;
const statusOf = async (id: string) => (await ask(key, "GET", at(id))).body.data?.status;
const listOf = async (id: string, what: string) =>
  (await ask(key, "GET", at(id, what))).body.cursor?.data ?? [];
const booked = async (id: string) => {
  const task = (await ask(key, "POST", at(id, "approve"))).body;
  const { rows } = await runUnprepared<{ count: string }>(
    "SELECT count(*) FROM sandbox_operation WHERE idempotency_key = $1",
    [dataOf(task).taskID],
  ).then((found) => ({ rows: found }));
  return Number(rows[0]?.count);
};

describe("an approval", () => {
  it("sends the money, once, whoever approves it however often and at once", async () => {
    const id = await initiated();
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(key, "POST", at(id, "approve"))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await statusOf(id)).toBe("PROCESSED");
    expect(await booked(id)).toBe(1);
    expect(await listOf(id, "payments")).toMatchObject([
      { type: "PAYOUT", status: "SUCCEEDED", amount: 1_200n },
    ]);
    expect((await listOf(id, "adjustments")).map(({ status }) => status)).toEqual([
      "PROCESSED",
      "PROCESSING",
      "SCHEDULED_FOR_PROCESSING",
      "WAITING_FOR_VALIDATION",
    ]);
    const task = dataOf((await ask(key, "POST", at(id, "approve"))).body).taskID;
    expect((await ask(key, "GET", `/v3/tasks/${task}`)).body.data?.status).toBe("SUCCEEDED");
  });

  it("is refused to a key that only reads, and to another merchant's", async () => {
    const id = await initiated();
    expect((await ask(reader, "POST", at(id, "approve"))).status).toBe(403);
    expect((await ask(await aKey((await aMerchant()).id), "POST", at(id, "approve"))).status).toBe(404);
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
  });

  it("excludes a rejection, in either order and at once", async () => {
    const id = await initiated();
    const answers = await Promise.all(
      ["approve", "reject", "approve", "reject"].map((what) => ask(key, "POST", at(id, what))),
    );
    const refused = answers.filter(({ body }) => body.errorCode === "CONFLICT");
    expect(refused).toHaveLength(2);
    expect(["PROCESSED", "REJECTED"]).toContain(await statusOf(id));
  });

  it("sends nothing where a payment of its reference was reported before, and says so", async () => {
    const sent = initiation();
    const { body } = await ask(key, "POST", "/v3/payment-initiations", sent);
    const reported = { ...aPayment(connectorID), reference: sent.reference, type: "PAYOUT" };
    expect((await ask(key, "POST", "/payments", reported)).status).toBe(200);
    const id = dataOf(body).paymentInitiationID ?? "";
    const refused = await ask(key, "POST", at(id, "approve"));
    expect([refused.status, refused.body.errorCode]).toEqual([400, "CONFLICT"]);
    expect(await listOf(id, "payments")).toEqual([]);
  });

  it("waits for the day it is scheduled for", async () => {
    const id = await initiated({ scheduledAt: "2099-01-01T00:00:00Z" });
    const { taskID } = dataOf((await ask(key, "POST", at(id, "approve"))).body);
    expect(await statusOf(id)).toBe("SCHEDULED_FOR_PROCESSING");
    expect((await ask(key, "GET", `/v3/tasks/${taskID}`)).body.data?.status).toBe("PROCESSING");
    expect((await ask(key, "DELETE", at(id))).body.errorCode).toBe("CONFLICT");
  });
});

describe("an initiation", () => {
  it("is made once by its reference, and refused where the same reference says something else", async () => {
    const sent = initiation();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(key, "POST", "/v3/payment-initiations", sent)),
    );
    expect(new Set(answers.map(({ body }) => dataOf(body).paymentInitiationID)).size).toBe(1);
    const other = await ask(key, "POST", "/v3/payment-initiations", { ...sent, amount: 1 });
    expect([other.status, other.body.errorCode]).toEqual([400, "CONFLICT"]);
  });

  it("is refused by a connector that moves no money, and to an account nobody knows", async () => {
    const generic = await ask(key, "POST", "/connectors/generic", { name: "Bank" });
    const refused = await ask(
      key,
      "POST",
      "/v3/payment-initiations",
      initiation({ connectorID: dataOf(generic.body).connectorID }),
    );
    expect(refused.body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    const nobody = Buffer.from(
      JSON.stringify({ ConnectorID: { Provider: "DUMMY-PAY", Reference: "x" }, Reference: "y" }),
    ).toString("base64url");
    const unknown = await ask(
      key,
      "POST",
      "/v3/payment-initiations",
      initiation({ destinationAccountID: nobody }),
    );
    expect(unknown.body.errorMessage).toContain("destinationAccountID");
  });

  it("is deleted while it waits, and is there no more", async () => {
    const id = await initiated();
    expect((await ask(key, "DELETE", at(id))).status).toBe(204);
    expect((await ask(key, "GET", at(id))).status).toBe(404);
    expect((await ask(key, "POST", at(id, "approve"))).status).toBe(404);
  });

  it("fails where the account declines, says why, and is sent again by a retry", async () => {
    const id = await initiated({ destinationAccountID: declining });
    await ask(key, "POST", at(id, "approve"));
    const { data } = (await ask(key, "GET", at(id))).body;
    expect([data?.status, data?.error]).toEqual(["FAILED", expect.stringContaining("closed")]);
    expect((await ask(key, "POST", at(id, "retry"))).status).toBe(202);
    expect((await listOf(id, "adjustments")).map(({ status }) => status).slice(0, 4)).toEqual([
      "FAILED",
      "PROCESSING",
      "FAILED",
      "PROCESSING",
    ]);
    const sent = await initiated();
    await ask(key, "POST", at(sent, "approve"));
    expect((await ask(key, "POST", at(sent, "retry"))).body.errorCode).toBe("CONFLICT");
  });

  it("takes no report of what only its connector knows", async () => {
    const sent = initiation();
    const { body } = await ask(key, "POST", "/v3/payment-initiations?noValidation=true", sent);
    const report = {
      ...{ reference: sent.reference, connectorID, createdAt: "2026-01-06T10:00:00Z", type: "PAYOUT" },
      ...{ amount: 1_200, asset: "EUR/2", scheme: "other", status: "REFUNDED" },
    };
    const refused = await ask(key, "POST", "/payments", report);
    expect([refused.body.errorCode, refused.body.errorMessage]).toEqual([
      "CONFLICT",
      expect.stringContaining("reverse its payment initiation"),
    ]);
    expect(await statusOf(dataOf(body).paymentInitiationID ?? "")).toBe("PROCESSED");
  });
});

describe("a reversal", () => {
  const reversal = (changes: object = {}) => ({
    reference: `rev-${newId()}`,
    description: "Paid twice",
    amount: 200,
    asset: "EUR/2",
    ...changes,
  });

  it("calls back once by its reference, at once and again, and never more than was sent", async () => {
    const id = await initiated();
    await ask(key, "POST", at(id, "approve"));
    const sent = reversal();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(key, "POST", at(id, "reverse"), sent)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(new Set(answers.map(({ body }) => dataOf(body).taskID)).size).toBe(1);
    expect(await listOf(id, "payments")).toMatchObject([{ status: "REFUNDED", amount: 1_000n }]);
    expect((await ask(key, "POST", at(id, "reverse"), reversal({ amount: 1_001 }))).status).toBe(400);
    expect((await ask(key, "POST", at(id, "reverse"), { ...sent, amount: 3 })).body.errorCode).toBe(
      "CONFLICT",
    );
    expect((await ask(reader, "POST", at(id, "reverse"), reversal())).status).toBe(403);
    expect((await ask(key, "GET", `/transfer-initiations/${id}`)).body.data).toMatchObject({
      status: "PARTIALLY_REVERSED",
      amount: 1_000n,
      initialAmount: 1_200n,
    });
    await ask(key, "POST", at(id, "reverse"), reversal({ amount: 1_000 }));
    expect(await statusOf(id)).toBe("REVERSED");
  });

  it("says of each part what it had left when it was called back, whatever is called back later", async () => {
    const id = await initiated();
    await ask(key, "POST", at(id, "approve"));
    const shown = async () => {
      const { data } = (await ask(key, "GET", `/transfer-initiations/${id}`)).body;
      const relatedAdjustments = data?.relatedAdjustments as { adjustmentID: string; status: string }[];
      return relatedAdjustments.filter(({ status }) => status.endsWith("REVERSED")).reverse();
    };
    const before: Awaited<ReturnType<typeof shown>> = [];
    for (const [amount, status] of [
      [300, "PARTIALLY_REVERSED"],
      [500, "PARTIALLY_REVERSED"],
      [400, "REVERSED"],
    ] as const) {
      await ask(key, "POST", at(id, "reverse"), reversal({ amount }));
      const now = await shown();
      expect(now.slice(0, -1)).toEqual(before);
      expect(now.at(-1)).toMatchObject({ status });
      before.splice(0, before.length, ...now);
    }
  });

  it.each<[string, object]>([
    ["amount", { amount: 201 }],
    ["description", { description: "Paid three times" }],
    ["metadata", { metadata: { ticket: "8", by: "Ada" } }],
    ["metadata left out", { metadata: undefined }],
  ])(
    "with other words under its reference is refused, and is not called back again: %s",
    async (_, other) => {
      const id = await initiated();
      await ask(key, "POST", at(id, "approve"));
      const sent = reversal({ metadata: { ticket: "7", by: "Ada" } });
      const again = { ...sent, metadata: { by: "Ada", ticket: "7" } };
      const of = `/transfer-initiations/${id}/reverse`;
      const first = await ask(key, "POST", at(id, "reverse"), sent);
      expect([first.status, first.body]).toEqual([
        202,
        (await ask(key, "POST", at(id, "reverse"), again)).body,
      ]);
      for (const path of [at(id, "reverse"), of]) {
        const { status, body } = await ask(key, "POST", path, { ...sent, ...other });
        expect([path, status, body.errorCode]).toEqual([path, 400, "CONFLICT"]);
      }
      expect((await ask(key, "POST", of, sent)).status).toBe(204);
      expect(await listOf(id, "payments")).toMatchObject([{ amount: 1_000n }]);
    },
  );

  it("is refused of what was never sent", async () => {
    const id = await initiated();
    expect((await ask(key, "POST", at(id, "reverse"), reversal())).body.errorCode).toBe("CONFLICT");
  });
});

describe("an answer that is lost", () => {
  beforeEach(() => vi.stubEnv("COUNTERFOIL_SANDBOX_FAULTS", "1"));
  afterEach(() => vi.unstubAllEnvs());

  it("leaves the payout under way, which nobody sends again", async () => {
    const id = await initiated({ amount: 4_004 });
    await ask(key, "POST", at(id, "approve"));
    expect(await statusOf(id)).toBe("PROCESSING");
    expect((await ask(key, "POST", at(id, "retry"))).status).toBe(202);
    expect(await booked(id)).toBe(1);
    expect(await statusOf(id)).toBe("PROCESSING");
  });
});
