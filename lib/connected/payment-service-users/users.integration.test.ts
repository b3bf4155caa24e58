import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { anInstalled, ask, type WireAnswer } from "@/lib/connected/testing";
import { holdToOriginal } from "@/lib/connected/testing-original";
import { prisma } from "@/lib/db/prisma";
import { newId } from "@/lib/ids";

let key: string;
let reader: string;
let stranger: string;
let sandbox: string;

holdToOriginal();

beforeAll(async () => {
  const merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
  reader = await aKey(merchantId, ["payments:read"]);
  stranger = await aKey((await aMerchant()).id);
  sandbox = await aConnectorOf("dummypay");
});

const aConnectorOf = (provider: string, secret = key) => anInstalled(secret, { provider });

async function madeId(path: string, body: object, secret = key): Promise<string> {
  const answer = await ask(secret, "POST", `/v3${path}`, body);
  expect(answer.status, answer.body.errorMessage).toBe(201);
  return answer.body.data as unknown as string;
}

const AT = "/v3/payment-service-users";
const aUser = (changes: object = {}, secret = key) =>
  madeId("/payment-service-users", { name: "Rosa Lind", ...changes }, secret);
const aBankAccount = (secret = key) =>
  madeId("/bank-accounts", { name: "Rosa Lind", accountNumber: "123456789012" }, secret);
const refusalOf = ({ status, body }: WireAnswer) => [status, body.errorCode, body.errorMessage];
const dataOf = ({ body }: WireAnswer) => body.data as unknown as Record<string, unknown>;
const read = async (id: string) => dataOf(await ask(key, "GET", `${AT}/${id}`));

const auditOf = async (objectId: string) =>
  (
    await prisma().auditEntry.findMany({
      where: { objectType: "payment_service_user", objectId },
      orderBy: { occurredAt: "asc" },
    })
  ).map(({ action }) => action.replace("payment_service_user.", ""));

describe("a payment service user", () => {
  it("is kept with what was given, and shown alone and in lists", async () => {
    const bank = await aBankAccount();
    const sent = {
      name: "Rosa Lind",
      contactDetails: { email: "rosa@example.com", phoneNumber: "+49 30 901820" },
      address: {
        streetNumber: "7",
        streetName: "Seestraße",
        city: "Berlin",
        postalCode: "13347",
        country: "DE",
      },
      bankAccountIDs: [bank, bank],
      metadata: { tier: "gold" },
    };
    const id = await aUser(sent);
    const shown = { ...sent, id, createdAt: expect.any(String), bankAccountIDs: [bank] };
    expect(await read(id)).toEqual(shown);
    expect((await ask(key, "GET", `${AT}?pageSize=1`)).body.cursor?.data).toEqual([shown]);
    const bare = await aUser({ bankAccountIDs: null, metadata: null });
    expect(await read(bare)).toEqual({
      ...{ id: bare, name: "Rosa Lind", createdAt: expect.any(String), bankAccountIDs: [], metadata: null },
    });
  });

  it("is deleted once, and their bank accounts stay", async () => {
    const bank = await aBankAccount();
    const id = await aUser({ bankAccountIDs: [bank] });
    await ask(key, "POST", `${AT}/${id}/connectors/${sandbox}/forward`);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(key, "DELETE", `${AT}/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 404, 404, 404]);
    const done = answers.find(({ status }) => status === 202);
    const { taskID } = dataOf(done ?? expect.unreachable());
    const task = dataOf(await ask(key, "GET", `/v3/tasks/${taskID}`));
    expect(task).toEqual({
      ...{ id: taskID, status: "SUCCEEDED", createdAt: expect.any(String), updatedAt: expect.any(String) },
      error: null,
    });
    expect((await ask(key, "GET", `${AT}/${id}`)).status).toBe(404);
    expect((await ask(key, "GET", `/v3/bank-accounts/${bank}`)).status).toBe(200);
    expect(await auditOf(id)).toEqual(["created", "forwarded", "deleted"]);
  });

  it("is given a bank account once, however often and at once", async () => {
    const [id, bank] = [await aUser(), await aBankAccount()];
    const adding = Array.from({ length: 5 }, () => ask(key, "POST", `${AT}/${id}/bank-accounts/${bank}`));
    expect((await Promise.all(adding)).map(({ status }) => status)).toEqual(Array(5).fill(204));
    expect((await read(id)).bankAccountIDs).toEqual([bank]);
    expect(await auditOf(id)).toEqual(["created", "bank_account_added"]);
  });

  it("has their bank account forwarded once, and no other", async () => {
    const [bank, other] = [await aBankAccount(), await aBankAccount()];
    const id = await aUser({ bankAccountIDs: [bank] });
    const forward = (account: string, connectorID: string) =>
      ask(key, "POST", `${AT}/${id}/bank-accounts/${account}/forward`, { connectorID });
    const answers = await Promise.all(Array.from({ length: 4 }, () => forward(bank, sandbox)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    const tasks = new Set(answers.map((answer) => dataOf(answer).taskID));
    const task = dataOf(await ask(key, "GET", `/v3/tasks/${[...tasks][0]}`));
    const { relatedAccounts } = dataOf(await ask(key, "GET", `/v3/bank-accounts/${bank}`));
    expect(tasks.size).toBe(1);
    expect(relatedAccounts).toMatchObject([{ accountID: task.createdObjectID }]);
    expect((await forward(other, sandbox)).status).toBe(404);
    const stripe = await aConnectorOf("stripe");
    expect((await forward(bank, stripe)).body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
  });

  it("is paged newest first", async () => {
    const own = await aKey((await aMerchant()).id);
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift(await aUser({}, own));
    const first = (await ask(own, "GET", `${AT}?pageSize=2`)).body.cursor;
    const second = (await ask(own, "GET", `${AT}?cursor=${first?.next}`)).body.cursor;
    expect([first, second].flatMap((page) => page?.data.map(({ id }) => id))).toEqual(ids);
  });
});

describe("a connector", () => {
  it("of the sandbox is told of a user once, and parted from them once", async () => {
    const id = await aUser();
    const at = `${AT}/${id}/connectors/${sandbox}`;
    const telling = Array.from({ length: 4 }, () => ask(key, "POST", `${at}/forward`));
    expect((await Promise.all(telling)).map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const parting = await Promise.all([ask(key, "DELETE", at), ask(key, "DELETE", at)]);
    expect(parting.map(({ status }) => status).sort()).toEqual([202, 404]);
    const parted = parting.find(({ status }) => status === 202);
    const { taskID } = dataOf(parted ?? expect.unreachable());
    const task = dataOf(await ask(key, "GET", `/v3/tasks/${taskID}`));
    expect(task).toMatchObject({ status: "SUCCEEDED", connectorID: sandbox });
    expect((await ask(key, "GET", `${AT}/${id}`)).status).toBe(200);
    expect(await auditOf(id)).toEqual(["created", "forwarded", "parted"]);
  });

  it("that takes no users says so, and none connects banks", async () => {
    const id = await aUser();
    for (const provider of ["generic", "stripe"]) {
      const at = `${AT}/${id}/connectors/${await aConnectorOf(provider)}`;
      for (const [method, path] of [
        ["POST", `${at}/forward`],
        ["DELETE", at],
      ] as const)
        expect((await ask(key, method, path)).body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    }
    const at = `${AT}/${id}/connectors/${sandbox}`;
    const link = await ask(key, "POST", `${at}/create-link`, { clientRedirectURL: "https://shop.example" });
    expect(link.body.errorCode).toBe("CONNECTOR_CAPABILITY_NOT_SUPPORTED");
    for (const path of [`${AT}/${id}/connections`, `${at}/connections`, `${at}/link-attempts`])
      expect((await ask(key, "GET", path)).body.cursor).toEqual({ pageSize: 15n, hasMore: false, data: [] });
  });
});

describe("what is refused", () => {
  it("is another merchant's user, bank account or connector, as if it were not there", async () => {
    const [id, bank] = [await aUser(), await aBankAccount()];
    const theirBank = await aBankAccount(stranger);
    const theirSandbox = await aConnectorOf("dummypay", stranger);
    for (const [method, path, body] of [
      ["GET", `${AT}/${id}`],
      ["DELETE", `${AT}/${id}`],
      ["GET", `${AT}/${id}/connections`],
      ["POST", `${AT}/${id}/bank-accounts/${theirBank}`],
      ["POST", `${AT}/${id}/bank-accounts/${theirBank}/forward`, { connectorID: theirSandbox }],
      ["POST", `${AT}/${id}/connectors/${theirSandbox}/forward`],
    ] as const)
      expect([path, (await ask(stranger, method, path, body)).status]).toEqual([path, 404]);
    expect((await ask(stranger, "GET", AT)).body.cursor?.data).toEqual([]);
    const unbound = await aKey(null);
    for (const secret of [key, unbound]) {
      const foreign = { name: "R", bankAccountIDs: [bank, theirBank] };
      expect(refusalOf(await ask(secret, "POST", AT, foreign))).toEqual([
        ...[400, "VALIDATION", expect.stringContaining("bankAccountIDs.1")],
      ]);
      expect((await ask(secret, "POST", `${AT}/${id}/bank-accounts/${theirBank}`)).status).toBe(404);
      expect((await ask(secret, "POST", `${AT}/${id}/connectors/${theirSandbox}/forward`)).status).toBe(404);
    }
    expect((await read(id)).bankAccountIDs).toEqual([]);
  });

  it("is every change to a key that only reads", async () => {
    const [id, bank] = [await aUser(), await aBankAccount()];
    for (const [method, path, body] of [
      ["POST", AT, { name: "R" }],
      ["DELETE", `${AT}/${id}`],
      ["POST", `${AT}/${id}/bank-accounts/${bank}`],
      ["POST", `${AT}/${id}/bank-accounts/${bank}/forward`, { connectorID: sandbox }],
      ["POST", `${AT}/${id}/connectors/${sandbox}/forward`],
      ["DELETE", `${AT}/${id}/connectors/${sandbox}`],
    ] as const)
      expect([path, (await ask(reader, method, path, body)).status]).toEqual([path, 403]);
  });

  it.each([
    [{ name: undefined }, "VALIDATION", "name is required"],
    [{ name: 5 }, "MISSING_OR_INVALID_BODY", "name"],
    [{ name: "a\u0000" }, "VALIDATION", "name"],
    [{ name: "a".repeat(1_001) }, "VALIDATION", "name must have at most"],
    [{ contactDetails: { email: "nobody" } }, "VALIDATION", "contactDetails.email"],
    [{ contactDetails: { phoneNumber: "call me" } }, "VALIDATION", "contactDetails.phoneNumber"],
    [{ contactDetails: "x" }, "MISSING_OR_INVALID_BODY", "contactDetails must be an object"],
    [{ address: 5 }, "MISSING_OR_INVALID_BODY", "address must be an object"],
    [{ address: { country: "Germany" } }, "VALIDATION", "address.country"],
    [{ address: { city: "a".repeat(201) } }, "VALIDATION", "address.city"],
    [{ bankAccountIDs: ["nothing"] }, "VALIDATION", "bankAccountIDs.0 is not a known"],
    [{ bankAccountIDs: Array(101).fill("x") }, "VALIDATION", "at most 100"],
  ])("is a body with %j", async (changes, code, message) => {
    const refused = await ask(key, "POST", AT, { name: "Rosa", ...changes });
    expect(refusalOf(refused)).toEqual([400, code, expect.stringContaining(message)]);
  });

  it("is an id that is none", async () => {
    const id = await aUser();
    expect((await ask(key, "GET", `${AT}/nothing`)).body.errorCode).toBe("INVALID_ID");
    expect((await ask(key, "GET", `${AT}/${newId()}`)).body.errorCode).toBe("NOT_FOUND");
    expect((await ask(key, "POST", `${AT}/${id}/bank-accounts/x`)).body.errorCode).toBe("INVALID_ID");
    expect((await ask(key, "POST", `${AT}/${id}/connectors/x/forward`)).body.errorCode).toBe("INVALID_ID");
  });
});
