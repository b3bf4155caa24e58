import { beforeAll, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { decodeAccountId } from "@/lib/connected/ids";
import { anExternalAccount, anInstalled, aPayment, ask } from "@/lib/connected/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import { sendDueInitiations } from "./send-initiation";

/** More than are looked up at a time. */
const MANY = 101;

let key: string;
let connectorID: string;
let account: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
});

async function aConnectorThatPays(): Promise<void> {
  connectorID = await anInstalled(key, { provider: "dummypay" });
  account = await anExternalAccount(key, connectorID);
}

/** An initiation that was approved for a day ahead, which then comes. */
async function due(day: string, reference = newId()): Promise<string> {
  const { status, body } = await ask(key, "POST", "/v3/payment-initiations?noValidation=true", {
    ...{ reference, scheduledAt: "2099-01-01T00:00:00Z", connectorID, description: "Rent", type: "PAYOUT" },
    ...{ amount: 1_200, asset: "EUR/2", destinationAccountID: account },
  });
  expect(status).toBe(202);
  await runUnprepared("UPDATE payment_initiation SET scheduled_at = $2 WHERE reference = $1", [
    reference,
    day,
  ]);
  return (body.data as unknown as { paymentInitiationID: string }).paymentInitiationID;
}

const statusOf = async (id: string) =>
  (await ask(key, "GET", `/v3/payment-initiations/${id}`)).body.data?.status;
const send = () => sendDueInitiations({ ctx: jobContext("payment-initiations", new Date(), newId()) });

it("is sent on its day, however many before it cannot be: they have failed, say why, and are let be", async () => {
  await aConnectorThatPays();
  const unsent: string[] = [];
  for (let each = 0; each < MANY; each++) {
    const reference = newId();
    unsent.push(await due("2026-01-01", reference));
    const recorded = aPayment(connectorID, { reference, type: "PAYOUT", asset: "EUR/2" });
    expect((await ask(key, "POST", "/payments", recorded)).status).toBe(200);
  }
  const last = await due("2026-01-02");
  await send();
  expect(await statusOf(last)).toBe("PROCESSED");
  expect(await send()).toBe(0);
  const [first = ""] = unsent;
  const { data } = (await ask(key, "GET", `/v3/payment-initiations/${first}`)).body;
  const error = "a payment of this reference was recorded before";
  expect(data).toMatchObject({ status: "FAILED", error });
  const steps = (await ask(key, "GET", `/v3/payment-initiations/${first}/adjustments`)).body.cursor?.data;
  expect(steps?.map((each) => each.status)).toEqual([
    ...["FAILED", "SCHEDULED_FOR_PROCESSING", "WAITING_FOR_VALIDATION"],
  ]);
  const found = async (path: string, status: string) => {
    const query = new URLSearchParams({ query: JSON.stringify({ $match: { status } }), pageSize: "100" });
    return (await ask(key, "GET", `${path}?${query}`)).body.cursor?.data.map(({ id }) => id) ?? [];
  };
  const failed = unsent.slice(-100).sort();
  expect((await found("/v3/payment-initiations", "FAILED")).sort()).toEqual(failed);
  expect((await found("/transfer-initiations", "FAILED")).sort()).toEqual(failed);
  expect(await found("/v3/payment-initiations", "SCHEDULED_FOR_PROCESSING")).toEqual([]);
  for (const path of [`/v3/payment-initiations/${first}/retry`, `/transfer-initiations/${first}/retry`])
    expect((await ask(key, "POST", path)).body).toMatchObject({ errorCode: "CONFLICT", errorMessage: error });
  const approved = await ask(key, "POST", `/v3/payment-initiations/${first}/approve`);
  const { taskID = "" } = approved.body.data as unknown as { taskID?: string };
  expect((await ask(key, "GET", `/v3/tasks/${taskID}`)).body.data).toMatchObject({ status: "FAILED", error });
  expect((await ask(key, "GET", `/transfer-initiations/${first}`)).body.data).toMatchObject({
    status: "FAILED",
    error,
  });
});

it("waits while its connector is paused, and is sent once that goes on", async () => {
  await aConnectorThatPays();
  const id = await due("2026-01-01");
  const reference = decodeAccountId(account)?.connector.reference;
  const go = (on: boolean) =>
    runUnprepared("UPDATE connector SET enabled = $2 WHERE reference = $1", [reference, on]);
  await go(false);
  expect(await send()).toBe(0);
  await go(true);
  expect(await send()).toBe(1);
  expect(await statusOf(id)).toBe("PROCESSED");
});
