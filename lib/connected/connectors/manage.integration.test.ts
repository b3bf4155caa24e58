import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { decodeConnectorId, encodeAccountId, encodeConnectorId } from "@/lib/connected/ids";
import { sendDueInitiations } from "@/lib/connected/initiations/send-initiation";
import { anExternalAccount, anInstalled, aPayment, ask, type Body } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";
import { prisma } from "@/lib/db/prisma";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { jobContext } from "@/lib/verb/context";

let key: string;
let reader: string;
let other: string;

holdToOriginal();

beforeAll(async () => {
  const merchant = (await aMerchant()).id;
  key = await aKey(merchant);
  reader = await aKey(merchant, ["payments:read"]);
  other = await aKey((await aMerchant()).id);
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const installed = (provider = "generic", secret = key) => anInstalled(secret, { provider, name: "Bank" });
const withAccount = (connectorID: string, reference?: string) =>
  anExternalAccount(key, connectorID, reference);

function dataOf(body: Body) {
  return body.data as unknown as { [name: string]: string | null };
}

async function codeOf(asked: ReturnType<typeof ask>) {
  const { status, body } = await asked;
  return [status, body.errorCode, body.errorMessage];
}

async function auditOf(connectorID: string): Promise<string[]> {
  const reference = JSON.parse(Buffer.from(connectorID, "base64url").toString()).Reference as string;
  const lines = await prisma().auditEntry.findMany({
    where: { objectId: reference },
    orderBy: { id: "asc" },
  });
  return lines.map(({ action }) => action);
}

const namesOf = async (secret: string) =>
  (await ask(secret, "GET", "/v3/connectors?pageSize=100")).body.cursor?.data.map(({ id }) => id) ?? [];

describe("a connector's configuration", () => {
  it("is its name, changed once however often that is asked", async () => {
    const id = await installed();
    const renamed = { provider: "Generic", name: "Lake", apiKey: "", endpoint: "", pollingPeriod: "30m" };
    for (const path of [`/connectors/generic/${id}/config`, `/connectors/Generic/${id}/config`])
      expect((await ask(key, "POST", path, renamed)).status).toBe(204);
    const twins = [1, 2].map(() => ask(key, "PATCH", `/v3/connectors/${id}/config`, { name: "Twin" }));
    expect((await Promise.all(twins)).map(({ status }) => status)).toEqual([204, 204]);
    const shown = { provider: "Generic", name: "Twin", apiKey: "", endpoint: "" };
    expect((await ask(reader, "GET", `/v3/connectors/${id}/config`)).body.data).toEqual(shown);
    expect(await auditOf(id)).toEqual(["connector.created", "connector.renamed", "connector.renamed"]);
  });

  it.each([
    ["apiKey", { apiKey: "sk_live_1" }],
    ["endpoint", { endpoint: "https://bank.example" }],
    ["pollingPeriod", { pollingPeriod: "1m" }],
    ["pageSize", { pageSize: 7 }],
    ["colour", { colour: "blue" }],
    ["provider", { provider: "Stripe" }],
    ["name", { name: "" }],
  ])("refuses %s by its name, and changes nothing", async (field, sent) => {
    const id = await installed();
    const refused = await codeOf(ask(key, "PATCH", `/v3/connectors/${id}/config`, { name: "New", ...sent }));
    expect(refused).toEqual([400, "VALIDATION", expect.stringMatching(new RegExp(`^${field} `))]);
    expect(await auditOf(id)).toEqual(["connector.created"]);
  });

  it("is read and changed where it is, by whom it belongs to", async () => {
    const id = await installed();
    const change = { name: "New" };
    expect(await codeOf(ask(key, "POST", `/connectors/stripe/${id}/config`, change))).toContain("NOT_FOUND");
    expect(await codeOf(ask(other, "PATCH", `/v3/connectors/${id}/config`, change))).toContain("NOT_FOUND");
    expect(await codeOf(ask(key, "PATCH", "/v3/connectors/x/config", change))).toContain("INVALID_ID");
    expect((await ask(reader, "PATCH", `/v3/connectors/${id}/config`, change)).status).toBe(403);
    const shared = await installed("dummypay", await aKey(null));
    expect((await ask(key, "GET", `/v3/connectors/${shared}/config`)).status).toBe(200);
    expect(await codeOf(ask(key, "PATCH", `/v3/connectors/${shared}/config`, change))).toContain("NOT_FOUND");
  });

  it("of a built-in one is not changed", async () => {
    const id = encodeConnectorId({ provider: "GENERIC", reference: "checkout" });
    for (const [method, path, body] of [
      ["PATCH", "/config", { name: "New" }],
      ["POST", "/reset", undefined],
      ["DELETE", "", undefined],
    ] as const)
      expect(await codeOf(ask(await aKey(null), method, `/v3/connectors/${id}${path}`, body))).toEqual([
        400,
        "CONNECTOR_CAPABILITY_NOT_SUPPORTED",
        expect.stringContaining("built in"),
      ]);
  });

  it("is found by its provider where that has one connector", async () => {
    const mine = await aKey((await aMerchant()).id);
    const read = () => ask(mine, "GET", "/connectors/stripe/config");
    expect(await codeOf(read())).toContain("NOT_FOUND");
    await installed("stripe", mine);
    expect(dataOf((await read()).body)).toEqual({ provider: "Stripe", name: "Bank", apiKey: "" });
    await installed("stripe", mine);
    expect(await codeOf(read())).toEqual([
      400,
      "VALIDATION",
      "provider has 2 connectors: name one by its id",
    ]);
  });
});

describe("a connector without history", () => {
  it("is uninstalled once, with its accounts", async () => {
    const id = await installed();
    await withAccount(id);
    const gone = await ask(key, "DELETE", `/v3/connectors/${id}`);
    expect(gone.status).toBe(202);
    expect(await codeOf(ask(key, "DELETE", `/v3/connectors/${id}`))).toContain("NOT_FOUND");
    expect(await namesOf(key)).not.toContain(id);
    expect(await auditOf(id)).toEqual(["connector.created", "connector.uninstalled"]);
    const task = await ask(reader, "GET", `/v3/tasks/${dataOf(gone.body).taskID}`);
    expect(dataOf(task.body)).toMatchObject({ status: "SUCCEEDED", connectorID: id, error: null });
    expect((await ask(other, "GET", `/v3/tasks/${dataOf(gone.body).taskID}`)).status).toBe(404);
  });

  it("is uninstalled by one of two who ask at once", async () => {
    const id = await installed();
    const twins = await Promise.all([1, 2].map(() => ask(key, "DELETE", `/connectors/generic/${id}`)));
    expect(twins.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(await auditOf(id)).toEqual(["connector.created", "connector.uninstalled"]);
  });

  it("is reset to what it was, as often as that is asked", async () => {
    const id = await installed("dummypay");
    await withAccount(id, "kept-nowhere");
    const twins = await Promise.all([1, 2].map(() => ask(key, "POST", `/v3/connectors/${id}/reset`)));
    expect(twins.map(({ status }) => status)).toEqual([202, 202]);
    expect((await ask(key, "POST", `/connectors/dummypay/${id}/reset`)).status).toBe(204);
    const accounts = await ask(key, "GET", "/accounts?pageSize=100");
    expect(accounts.body.cursor?.data.map(({ reference }) => reference)).not.toContain("kept-nowhere");
    expect(await namesOf(key)).toContain(id);
  });

  it("takes no payment from whoever remembers it", async () => {
    const id = await installed();
    await withAccount(id);
    const sent = aPayment(id);
    expect((await ask(key, "POST", "/payments", { ...sent, asset: "nonsense" })).status).toBe(400);
    const [uninstalled, ...recorded] = await Promise.all([
      ask(key, "DELETE", `/v3/connectors/${id}`),
      ask(key, "POST", "/payments", sent),
      ask(key, "POST", "/payments", aPayment(id)),
    ]);
    const kept = recorded.filter(({ status }) => status === 200).length;
    expect([uninstalled?.status, kept]).toEqual(kept > 0 ? [400, 2] : [202, 0]);
    for (const { status, body } of recorded)
      if (status !== 200) expect(body.errorMessage).toBe("connectorID is not an installed connector");
  });
});

describe("a connector with history", () => {
  it("keeps it: neither reset nor uninstalled", async () => {
    const id = await installed();
    expect((await ask(key, "POST", "/payments", aPayment(id))).status).toBe(200);
    for (const [method, path] of [
      ["POST", "/reset"],
      ["DELETE", ""],
    ] as const)
      expect(await codeOf(ask(key, method, `/v3/connectors/${id}${path}`))).toEqual([
        400,
        "CONFLICT",
        "connector Bank stays: it holds payments, whose history is never deleted; pause it instead",
      ]);
    expect(await auditOf(id)).toEqual(["connector.created"]);
  });

  it("stays where an initiation waits", async () => {
    const connectorID = await installed("dummypay");
    await withAccount(connectorID, "landlord");
    await initiate(connectorID, "2099-01-05T10:00:00Z");
    expect(await codeOf(ask(key, "DELETE", `/v3/connectors/${connectorID}`))).toEqual([
      400,
      "CONFLICT",
      expect.stringContaining("it holds payment initiations"),
    ]);
  });

  it("stays where nobody may take it away", async () => {
    const id = await installed();
    expect((await ask(reader, "DELETE", `/v3/connectors/${id}`)).status).toBe(403);
    expect((await ask(other, "DELETE", `/v3/connectors/${id}`)).status).toBe(404);
    expect(await auditOf(id)).toEqual(["connector.created"]);
  });
});

/** A connector that sends money, with an initiation that was sent and one that waits for its day. */
async function aSandbox() {
  const connectorID = await installed("dummypay");
  await withAccount(connectorID, "landlord");
  const sent = await initiate(connectorID, "2026-01-05T10:00:00Z");
  return { connectorID, sent, waiting: await initiate(connectorID, "2099-01-05T10:00:00Z") };
}

/** Initiates and approves a payout to the connector's account; its task. */
async function initiate(connectorID: string, scheduledAt: string): Promise<string> {
  const connector = decodeConnectorId(connectorID);
  if (!connector) throw new Error("a connector that was installed has an id");
  const { status, body } = await ask(key, "POST", "/v3/payment-initiations?noValidation=true", {
    ...{ reference: `pi-${newId()}`, scheduledAt, connectorID, description: "Rent", type: "PAYOUT" },
    ...{ amount: 1_200, asset: "EUR/2" },
    destinationAccountID: encodeAccountId({ connector, reference: "landlord" }),
  });
  expect(status, JSON.stringify(body)).toBe(202);
  return dataOf(body).taskID ?? "";
}

describe("a connector's tasks", () => {
  it("are what it was asked, and what waits for its day, page by page", async () => {
    const { connectorID, sent, waiting } = await aSandbox();
    const at = `/connectors/dummy-pay/${connectorID}/tasks`;
    const all = await ask(reader, "GET", at);
    expect(all.body.cursor?.data.map(({ id, status }) => [id, status])).toEqual([
      [waiting, "PENDING"],
      [sent, "TERMINATED"],
    ]);
    const first = await ask(reader, "GET", `${at}?pageSize=1`);
    const second = await ask(reader, "GET", `${at}?cursor=${first.body.cursor?.next}`);
    expect([first, second].flatMap(({ body }) => body.cursor?.data)).toEqual(all.body.cursor?.data);
    expect((await ask(reader, "GET", `${at}/${sent}`)).body.data).toMatchObject({
      id: sent,
      connectorID,
      descriptor: { name: "payout" },
      error: null,
    });
    expect((await ask(reader, "GET", `${at}/${newId()}`)).status).toBe(404);
    expect((await ask(other, "GET", at)).status).toBe(404);
  });

  it("are none where nothing was asked", async () => {
    const id = await installed();
    expect((await ask(reader, "GET", `/connectors/generic/${id}/tasks`)).body.cursor?.data).toEqual([]);
  });
});

describe("a connector's schedules", () => {
  it("are the jobs that run for it: what sends its initiations", async () => {
    const { connectorID, waiting } = await aSandbox();
    const at = `/v3/connectors/${connectorID}/schedules`;
    const ids = (await ask(reader, "GET", at)).body.cursor?.data.map(({ id }) => id);
    expect(ids).toEqual(["payment-initiations"]);
    expect((await ask(reader, "GET", `${at}/payment-initiations`)).body.data).toMatchObject({
      connectorID,
      pausedAt: null,
    });
    expect((await ask(reader, "GET", `${at}/other`)).status).toBe(404);
    // What was sent on approval was not sent by the job.
    const instances = `${at}/payment-initiations/instances`;
    expect((await ask(reader, "GET", instances)).body.cursor?.data).toEqual([]);
    await sendDueInitiations({ ctx: jobContext("payment-initiations", new Date("2100-01-01"), newId()) });
    expect((await ask(reader, "GET", instances)).body.cursor?.data).toMatchObject([
      { connectorID, scheduleID: "payment-initiations", terminated: true, error: null },
    ]);
    const task = await ask(reader, "GET", `/v3/tasks/${waiting}`);
    expect(dataOf(task.body)).toMatchObject({ id: waiting, status: "SUCCEEDED" });
  });

  it("are none where nothing runs", async () => {
    const at = `/v3/connectors/${await installed()}/schedules`;
    expect((await ask(reader, "GET", at)).body.cursor?.data).toEqual([]);
    expect((await ask(reader, "GET", `${at}/mirror-accounts/instances`)).status).toBe(404);
  });
});
