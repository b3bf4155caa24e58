import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anExternalAccount, anInstalled, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { jobContext } from "@/lib/verb/context";
import { sendDueInitiations } from "./send-initiation";

let key: string;
let unbound: string;
let ours: { connectorID: string; account: string };
let theirs: { connectorID: string; account: string };

beforeAll(async () => {
  const [mine, other] = [(await aMerchant()).id, (await aMerchant()).id];
  key = await aKey(mine);
  unbound = await aKey(null);
  ours = await aConnectorOf(key);
  theirs = await aConnectorOf(await aKey(other));
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

async function aConnectorOf(secret: string) {
  const connectorID = await anInstalled(secret, { provider: "dummypay" });
  return { connectorID, account: await anExternalAccount(secret, connectorID) };
}

const initiation = (changes: object = {}) => ({
  ...{ reference: newId(), scheduledAt: "2026-01-05T10:00:00Z", connectorID: ours.connectorID },
  ...{ description: "Rent", type: "TRANSFER", amount: 500, asset: "EUR/2" },
  ...{ sourceAccountID: ours.account, destinationAccountID: ours.account },
  ...changes,
});

/** The two wire versions: how one is made and decided at once, made, and decided. */
const WAYS = {
  v3: {
    make: (body: object, secret = key) => ask(secret, "POST", "/v3/payment-initiations", body),
    makeApproved: (body: object, secret = key) =>
      ask(secret, "POST", "/v3/payment-initiations?noValidation=true", body),
    approve: (id: string) => ask(key, "POST", `/v3/payment-initiations/${id}/approve`),
  },
  v1: {
    make: (body: object, secret = key) =>
      ask(secret, "POST", "/transfer-initiations", { ...body, validated: false }),
    makeApproved: (body: object, secret = key) =>
      ask(secret, "POST", "/transfer-initiations", { ...body, validated: true }),
    approve: (id: string) => ask(key, "POST", `/transfer-initiations/${id}/status`, { status: "VALIDATED" }),
  },
};

interface Made {
  id?: string;
  paymentInitiationID?: string;
}
const idOf = ({ body }: { body: { data?: unknown } }) => {
  const { id, paymentInitiationID } = body.data as Made;
  return id ?? paymentInitiationID ?? "";
};
const statusOf = async (id: string) =>
  (await ask(key, "GET", `/v3/payment-initiations/${id}`)).body.data?.status;
const asked = async () =>
  (await runUnprepared<{ count: number }>("SELECT count(*)::int AS count FROM sandbox_operation", []))[0]
    ?.count;
const pause = (enabled: boolean) =>
  runUnprepared("UPDATE connector SET enabled = $1 WHERE merchant_id IS NOT NULL", [!enabled]);

describe.each(["v3", "v1"] as const)("what is refused is not done (%s)", (version) => {
  const { make, makeApproved, approve } = WAYS[version];

  it("not even later, when the connector that was paused goes on", async () => {
    const before = await asked();
    const id = idOf(await make(initiation()));
    await pause(true);
    expect(await approve(id)).toMatchObject({
      status: 400,
      body: { errorCode: "CONFLICT", errorMessage: "the connector is paused" },
    });
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
    await pause(false);
    await sendDueInitiations({ ctx: jobContext("payment-initiations", new Date(), newId()) });
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
    expect(await asked()).toBe(before);
    expect((await ask(key, "POST", `/v3/payment-initiations/${id}/reject`)).status).toBe(204);
  });

  it("of what has the reference of a payment: it is not there, or waits and can be deleted", async () => {
    const { connectorID } = ours;
    const body = initiation();
    const { reference } = body;
    const payment = aPayment(connectorID, { reference, type: "TRANSFER", asset: "EUR/2" });
    expect((await ask(key, "POST", "/payments", payment)).status).toBe(200);
    const refusal = {
      status: 400,
      body: { errorCode: "CONFLICT", errorMessage: "a payment of this reference was recorded before" },
    };
    expect(await makeApproved(body)).toMatchObject(refusal);
    const { cursor } = (await ask(key, "GET", "/v3/payment-initiations?pageSize=100")).body;
    expect(cursor?.data.map((each) => each.reference)).not.toContain(reference);
    const id = idOf(await make(body));
    expect(await approve(id)).toMatchObject(refusal);
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
    expect((await ask(key, "DELETE", `/v3/payment-initiations/${id}`)).status).toBe(204);
  });

  it("between accounts of two merchants, whoever asks and whichever way", async () => {
    const before = await asked();
    for (const changes of [
      { destinationAccountID: theirs.account },
      { sourceAccountID: theirs.account },
      { connectorID: theirs.connectorID },
    ]) {
      const refused = await makeApproved(initiation(changes), unbound);
      expect([refused.status, refused.body.errorMessage]).toEqual([
        400,
        expect.stringContaining("is an account of another merchant"),
      ]);
    }
    expect(await asked()).toBe(before);
  });

  it("with other words under a reference that is taken; the same changes nothing, and approves nothing", async () => {
    const body = initiation();
    const id = idOf(await make(body));
    expect(idOf(await make(body))).toBe(id);
    for (const changes of [
      { scheduledAt: "2026-01-06T10:00:00Z" },
      { description: "Other" },
      { metadata: { a: "b" } },
      { amount: 501 },
    ])
      expect((await make({ ...body, ...changes })).body.errorCode).toBe("CONFLICT");
    expect((await makeApproved(body)).body.errorMessage).toContain("waits for its approval");
    expect(await statusOf(id)).toBe("WAITING_FOR_VALIDATION");
    const approvedAtOnce = initiation();
    const sent = idOf(await makeApproved(approvedAtOnce));
    const before = await asked();
    expect(idOf(await makeApproved(approvedAtOnce))).toBe(sent);
    expect([await asked(), await statusOf(sent)]).toEqual([before, "PROCESSED"]);
  });
});
