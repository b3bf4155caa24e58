import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anInstalled, ask, type WireAnswer } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";
import { asText, listenToLog, tablesHolding } from "@/lib/connections/testing-canary";
import { prisma } from "@/lib/db/prisma";
import { prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { startRequestLog } from "@/lib/requests/log-writer";
import { lockBankAccount, numbersOf } from "./bank-account";

const IBAN = "DE89370400440532013000";

let key: string;
let stranger: string;
let sandbox: string;

holdToOriginal();

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  stranger = await aKey((await aMerchant()).id);
  sandbox = await aConnectorOf("dummypay");
});

const aConnectorOf = (provider: string, secret = key) => anInstalled(secret, { provider });

async function aBankAccount(changes: object = {}, secret = key): Promise<string> {
  const sent = { name: "Rosa Lind", country: "DE", iban: IBAN, ...changes };
  const { status, body } = await ask(secret, "POST", "/v3/bank-accounts", sent);
  expect(status, body.errorMessage).toBe(201);
  return body.data as unknown as string;
}

const refusalOf = ({ status, body }: WireAnswer) => [status, body.errorCode, body.errorMessage];
const dataOf = ({ body }: WireAnswer) => body.data as unknown as Record<string, unknown>;
const forward = (id: string, connectorID: string, secret = key) =>
  ask(secret, "POST", `/v3/bank-accounts/${id}/forward`, { connectorID });

const relatedTo = async (id: string) =>
  dataOf(await ask(key, "GET", `/v3/bank-accounts/${id}`)).relatedAccounts as { accountID: string }[];

const auditOf = async (objectId: string) =>
  (
    await prisma().auditEntry.findMany({
      where: { objectType: "bank_account", objectId },
      orderBy: { occurredAt: "asc" },
    })
  ).map(({ action }) => action);

describe("a bank account", () => {
  it("is shown by the first and last characters of its numbers, in lists and alone, in both wire versions", async () => {
    const sent = {
      ...{
        name: "Rosa Lind",
        country: "DE",
        iban: "de89 3704 0044 0532 0130 00",
        accountNumber: "05-320 13000",
      },
      ...{ swiftBicCode: "cobadeff", metadata: { supplier: "4711" } },
    };
    const made = await ask(key, "POST", "/bank-accounts", sent);
    const shown = {
      id: expect.any(String),
      createdAt: expect.any(String),
      name: "Rosa Lind",
      country: "DE",
      iban: "DE89**************3000",
      accountNumber: "05*****000",
      swiftBicCode: "COBADEFF",
      relatedAccounts: [],
      metadata: { supplier: "4711" },
    };
    expect([made.status, made.body.data]).toEqual([200, shown]);
    const id = made.body.data?.id;
    for (const version of ["", "/v3"]) {
      expect((await ask(key, "GET", `${version}/bank-accounts/${id}`)).body.data).toEqual(shown);
      const listed = (await ask(key, "GET", `${version}/bank-accounts?pageSize=1`)).body.cursor?.data;
      expect(listed).toEqual([shown]);
    }
  });

  it("shows of a short number its last two characters, and null for what it has not", async () => {
    const id = await aBankAccount({ iban: undefined, country: undefined, accountNumber: "12345" });
    expect((await ask(key, "GET", `/v3/bank-accounts/${id}`)).body.data).toMatchObject({
      accountNumber: "***45",
      iban: null,
      swiftBicCode: null,
      country: null,
      metadata: null,
    });
    const v1 = (await ask(key, "GET", `/bank-accounts/${id}`)).body.data;
    expect([v1?.country, Object.keys(v1 ?? {}).includes("iban")]).toEqual(["", false]);
  });

  it("keeps its numbers sealed: no row, answer, log or line of the audit log has them", async () => {
    const requests = startRequestLog();
    const said = listenToLog();
    const [iban, accountNumber] = ["GB82WEST12345698765432", "62001234567"];
    const id = await aBankAccount({ iban, accountNumber });
    const answers: unknown[] = [await forward(id, sandbox), await relatedTo(id)];
    answers.push(
      await ask(key, "POST", "/bank-accounts", {
        name: "R",
        country: "GB",
        iban,
        accountNumber,
        connectorID: sandbox,
      }),
    );
    answers.push(await ask(key, "POST", "/v3/bank-accounts", { name: 5, iban, accountNumber }));
    for (const path of [
      "/accounts",
      "/v3/accounts",
      "/bank-accounts",
      "/v3/bank-accounts",
      `/v3/bank-accounts/${id}`,
    ])
      answers.push(await ask(key, "GET", path));
    log.error({ iban, body: { accountNumber } }, `a call about account number ${accountNumber}`);
    await requests.flush();
    await requests.stop();
    const told = asText(answers);
    for (const secret of [iban, accountNumber]) {
      expect([secret, await tablesHolding(secret)]).toEqual([secret, []]);
      expect([secret, said.filter((line) => line.includes(secret))]).toEqual([secret, []]);
      expect([secret, told.includes(secret)]).toEqual([secret, false]);
    }
    vi.restoreAllMocks();
    const opened = await prismaTransaction(async (tx) =>
      numbersOf(await lockBankAccount(tx, contextOf("admin"), id)),
    );
    expect(opened).toEqual({ iban, accountNumber });
  });

  it("does not open with what is sealed for another", async () => {
    const [one, other] = [await aBankAccount(), await aBankAccount({ iban: "GB82WEST12345698765432" })];
    const { ibanSealed } = await prisma().connectedBankAccount.findUniqueOrThrow({ where: { id: other } });
    await prisma().connectedBankAccount.update({ where: { id: one }, data: { ibanSealed } });
    const opened = prismaTransaction(async (tx) =>
      numbersOf(await lockBankAccount(tx, contextOf("admin"), one)),
    );
    await expect(opened).rejects.toThrow();
  });

  it("is shown, and is refused where its whole number is needed, once the key that sealed it is gone", async () => {
    const id = await aBankAccount();
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEY", randomBytes(32).toString("base64"));
    expect(await ask(key, "GET", `/v3/bank-accounts/${id}`)).toMatchObject({ status: 200 });
    const opened = prismaTransaction(async (tx) =>
      numbersOf(await lockBankAccount(tx, contextOf("admin"), id)),
    );
    expect(await problemIn(opened)).toMatchObject({ code: "conflict" });
    vi.unstubAllEnvs();
  });

  it("merges metadata, and two at once lose nothing", async () => {
    const id = await aBankAccount({ metadata: { a: "1" } });
    const merge = (version: string, metadata: object) =>
      ask(key, "PATCH", `${version}/bank-accounts/${id}/metadata`, { metadata });
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => merge("/v3", { [`key${n}`]: String(n) })),
      merge("", { a: "2" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(204));
    expect(dataOf(await ask(key, "GET", `/v3/bank-accounts/${id}`)).metadata).toEqual({
      ...{ a: "2", key0: "0", key1: "1", key2: "2", key3: "3", key4: "4", key5: "5" },
    });
    await merge("", { a: "2" });
    expect((await auditOf(id)).filter((action) => action === "bank_account.metadata_changed")).toHaveLength(
      7,
    );
    expect(refusalOf(await merge("/v3", {}))).toEqual([
      400,
      "VALIDATION",
      expect.stringContaining("metadata"),
    ]);
    expect((await merge("/v3", { a: 1 })).body.errorCode).toBe("MISSING_OR_INVALID_BODY");
  });

  it("is paged newest first", async () => {
    const own = await aKey((await aMerchant()).id);
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift(await aBankAccount({}, own));
    const first = (await ask(own, "GET", "/v3/bank-accounts?pageSize=2")).body.cursor;
    const second = (await ask(own, "GET", `/v3/bank-accounts?cursor=${first?.next}`)).body.cursor;
    expect([first, second].flatMap((page) => page?.data.map(({ id }) => id))).toEqual(ids);
    const back = (await ask(own, "GET", `/v3/bank-accounts?cursor=${second?.previous}`)).body.cursor;
    expect(back?.data).toEqual(first?.data);
  });
});

describe("forwarding", () => {
  it.each(["dummypay", "generic"])(
    "makes an external account at a connector of %s, once, however often and at once",
    async (provider) => {
      const connectorID = await aConnectorOf(provider);
      const id = await aBankAccount({ metadata: { supplier: "4711" } });
      const answers = await Promise.all(Array.from({ length: 6 }, () => forward(id, connectorID)));
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202));
      const tasks = new Set(answers.map((answer) => dataOf(answer).taskID));
      expect(tasks.size).toBe(1);
      const [related, ...more] = await relatedTo(id);
      expect(more).toEqual([]);
      const task = dataOf(await ask(key, "GET", `/v3/tasks/${[...tasks][0]}`));
      expect(task).toMatchObject({ status: "SUCCEEDED", connectorID, createdObjectID: related?.accountID });
      expect(dataOf(await ask(key, "GET", `/v3/accounts/${related?.accountID}`))).toMatchObject({
        reference: id,
        type: "EXTERNAL",
        name: "Rosa Lind",
        metadata: { supplier: "4711" },
        raw: { iban: "DE89**************3000", country: "DE" },
      });
      expect(await auditOf(id)).toEqual(["bank_account.created", "bank_account.forwarded"]);
      expect((await ask(stranger, "GET", `/v3/tasks/${[...tasks][0]}`)).status).toBe(404);
    },
  );

  it("goes to several connectors, and in the first wire version with the making", async () => {
    const other = await aConnectorOf("generic");
    const made = await ask(key, "POST", "/bank-accounts", {
      name: "R",
      country: "DE",
      iban: IBAN,
      connectorID: sandbox,
    });
    const id = made.body.data?.id ?? "";
    const both = await ask(key, "POST", `/bank-accounts/${id}/forward`, { connectorID: other });
    expect([made.status, both.status]).toEqual([200, 200]);
    const related = dataOf(both).relatedAccounts as { connectorID: string; provider: string }[];
    expect(related.map(({ connectorID, provider }) => [connectorID, provider])).toEqual([
      [sandbox, "DUMMY-PAY"],
      [other, "GENERIC"],
    ]);
    expect(dataOf(made).relatedAccounts).toEqual(related.slice(0, 1));
  });

  it("can be paid to", async () => {
    const id = await aBankAccount();
    await forward(id, sandbox);
    const [related] = await relatedTo(id);
    const initiation = {
      ...{
        reference: newId(),
        scheduledAt: "2026-01-05T10:00:00Z",
        connectorID: sandbox,
        description: "Rent",
      },
      ...{ type: "PAYOUT", amount: 100, asset: "EUR/2", destinationAccountID: related?.accountID },
    };
    const sent = await ask(key, "POST", "/v3/payment-initiations?noValidation=true", initiation);
    expect(sent.status).toBe(202);
  });

  it("is refused by connectors that take no accounts, and by one that is not there, and makes nothing", async () => {
    const stripe = await aConnectorOf("stripe");
    const id = await aBankAccount();
    expect((await forward(id, stripe)).body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    const builtIn = wire({ Provider: "GENERIC", Reference: "checkout" });
    expect((await forward(id, builtIn)).body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    const unknown = wire({ Provider: "GENERIC", Reference: "x" });
    expect(refusalOf(await forward(id, unknown))).toEqual([
      400,
      "VALIDATION",
      expect.stringContaining("connectorID"),
    ]);
    const theirs = await aConnectorOf("generic", stranger);
    for (const secret of [key, await aKey(null)])
      expect((await forward(id, theirs, secret)).body.errorCode).toBe("VALIDATION");
    expect(await relatedTo(id)).toEqual([]);
    const name = `Nobody ${newId()}`;
    const made = await ask(key, "POST", "/bank-accounts", {
      name,
      country: "DE",
      iban: IBAN,
      connectorID: stripe,
    });
    expect(made.body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    expect(await prisma().connectedBankAccount.count({ where: { name } })).toBe(0);
  });
});

function wire(id: object): string {
  return Buffer.from(JSON.stringify(id)).toString("base64url");
}
