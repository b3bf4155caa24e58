import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { sendDueInitiations } from "@/lib/connected/initiations/send-initiation";
import { anExternalAccount, anInstalled, aPayment, ask, type Body } from "@/lib/connected/testing";
import { prisma } from "@/lib/db/prisma";
import { interleave } from "@/lib/db/testing/interleave";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";

let key: string;
let merchantId: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
});

const dataOf = (body: Body) => body.data as unknown as { [name: string]: string };

const installed = (provider: string, secret = key) => anInstalled(secret, { provider, name: "Bank" });
const withAccount = (connectorID: string, reference?: string) =>
  anExternalAccount(key, connectorID, reference);

function initiate(connectorID: string, accounts: Record<string, string>) {
  return ask(key, "POST", "/v3/payment-initiations", {
    ...{ reference: newId(), scheduledAt: "2099-01-01T00:00:00Z", connectorID, description: "Rent" },
    ...{ type: "TRANSFER", amount: 1_200, asset: "EUR/2", ...accounts },
  });
}

const REMOVALS = [
  ["v3's reset", (id: string) => ["POST", `/v3/connectors/${id}/reset`] as const],
  ["v3's uninstalling", (id: string) => ["DELETE", `/v3/connectors/${id}`] as const],
  ["v1's reset", (id: string) => ["POST", `/connectors/generic/${id}/reset`] as const],
  ["v1's uninstalling", (id: string) => ["DELETE", `/connectors/generic/${id}`] as const],
] as const;

const NAMED = [
  [
    "a payment to it",
    "payments name its accounts",
    (through: string, id: string) => pay(through, { destinationAccountID: id }),
  ],
  [
    "a payment from it",
    "payments name its accounts",
    (through: string, id: string) => pay(through, { sourceAccountID: id }),
  ],
  [
    "an initiation to it",
    "payment initiations name its accounts",
    (through: string, id: string) => toAccount(through, id),
  ],
  [
    "an initiation from it",
    "payment initiations name its accounts",
    (through: string, id: string) => fromAccount(through, id),
  ],
] as const;

async function pay(connectorID: string, accounts: Record<string, string>): Promise<void> {
  const { status } = await ask(
    key,
    "POST",
    "/payments",
    aPayment(connectorID, { status: "SUCCEEDED", ...accounts }),
  );
  expect(status).toBe(200);
}

async function toAccount(connectorID: string, destinationAccountID: string): Promise<void> {
  expect((await initiate(connectorID, { destinationAccountID })).status).toBe(202);
}

async function fromAccount(connectorID: string, sourceAccountID: string): Promise<void> {
  const destinationAccountID = await withAccount(connectorID);
  expect((await initiate(connectorID, { sourceAccountID, destinationAccountID })).status).toBe(202);
}

describe("a connector without a payment of its own", () => {
  it.each(
    REMOVALS.flatMap(([how, request]) => NAMED.map((named) => [how, named[0], request, named] as const)),
  )("stays with its account on %s, where another connector has %s", async (_, __, request, [, why, name]) => {
    const [bank, other] = [await installed("generic"), await installed("dummypay")];
    const account = await withAccount(bank);
    await name(other, account);
    const before = await ask(key, "GET", `/v3/accounts/${account}/balances`);
    const [method, path] = request(bank);
    const { status, body } = await ask(key, method, path);
    expect([status, body.errorCode, body.errorMessage]).toEqual([
      400,
      "CONFLICT",
      expect.stringContaining(why),
    ]);
    expect((await ask(key, "GET", `/v3/accounts/${account}`)).status).toBe(200);
    expect((await ask(key, "GET", `/v3/accounts/${account}/balances`)).body).toEqual(before.body);
  });

  it("goes where only another merchant's payment names its account", async () => {
    const bank = await installed("generic");
    const account = await withAccount(bank);
    const stranger = await aKey((await aMerchant()).id);
    const sent = aPayment(await installed("generic", stranger), { destinationAccountID: account });
    await ask(stranger, "POST", "/payments", sent);
    expect((await ask(key, "DELETE", `/v3/connectors/${bank}`)).status).toBe(202);
  });
});

it("an account goes or is named by an initiation of the same moment, and never both", async () => {
  for (let round = 0; round < 10; round++) {
    const [bank, other] = [await installed("generic"), await installed("dummypay")];
    const destinationAccountID = await withAccount(bank);
    const [gone, named] = await Promise.all([
      ask(key, "DELETE", `/v3/connectors/${bank}`),
      initiate(other, { destinationAccountID }),
    ]);
    expect([
      [202, 400],
      [400, 202],
    ]).toContainEqual([gone.status, named.status]);
    const kept = await ask(key, "GET", `/v3/accounts/${destinationAccountID}`);
    expect(kept.status).toBe(named.status === 202 ? 200 : 404);
  }
});

const BOTH_NAMED = [
  [
    "an initiation between them",
    (other: string, [older, newer]: readonly [string, string]) =>
      initiate(other, { sourceAccountID: older, destinationAccountID: newer }),
    [
      ["202", "400"],
      ["400", "202"],
    ],
  ],
  [
    "a pool of them",
    (_: string, [older, newer]: readonly [string, string]) =>
      ask(key, "POST", "/v3/pools", { name: newId(), accountIDs: [newer, older] }),
    [
      ["202", "400"],
      ["202", "200"],
    ],
  ],
] as const;

describe("two accounts that go", () => {
  it.each(BOTH_NAMED.flatMap((named) => [["before", ...named] as const, ["after", ...named] as const]))(
    "go or stay %s %s, and neither waits for the other in vain",
    async (when, _, name, words) => {
      const [bank, other] = [await installed("generic"), await installed("dummypay")];
      const accounts = [await withAccount(bank), await withAccount(bank)] as const;
      const { id } = await prisma().connectedAccount.findFirstOrThrow({
        where: { merchantId, reference: refOf(accounts[0]) },
      });
      const remove = async () => `${(await ask(key, "DELETE", `/v3/connectors/${bank}`)).status}`;
      const naming = async () => `${(await name(other, accounts)).status}`;
      const rows = { table: "connected_account", ids: [id] } as const;
      const met =
        when === "before"
          ? await interleave(rows, remove, naming)
          : (await interleave(rows, naming, remove)).toReversed();
      expect(words).toContainEqual(met);
    },
  );
});

it("money is not sent to an account that is gone: it is told why, and may be sent once the account is there", async () => {
  const [bank, other] = [await installed("generic"), await installed("dummypay")];
  const account = await withAccount(bank);
  const { body } = await initiate(other, { destinationAccountID: account });
  const id = dataOf(body).paymentInitiationID ?? "";
  // As a version before this one could leave it.
  await prisma().connectedAccount.deleteMany({
    where: { merchantId, connector: { name: "Bank" }, reference: refOf(account) },
  });
  expect((await ask(key, "POST", `/v3/payment-initiations/${id}/approve`)).status).toBe(202);
  await prisma().paymentInitiation.updateMany({
    where: { merchantId },
    data: { scheduledAt: new Date("2026-01-01") },
  });
  await sendDueInitiations({ ctx: jobContext("payment-initiations", new Date(), newId()) });
  const read = async () => (await ask(key, "GET", `/v3/payment-initiations/${id}`)).body.data;
  expect(await read()).toMatchObject({
    status: "FAILED",
    error: "its destination account is not there any more",
  });
  const retried = () => ask(key, "POST", `/v3/payment-initiations/${id}/retry`);
  expect((await retried()).body.errorMessage).toBe("its destination account is not there any more");
  await withAccount(bank, refOf(account));
  expect((await retried()).status).toBe(202);
  expect(await read()).toMatchObject({ status: "PROCESSED" });
});

const refOf = (id: string) => JSON.parse(Buffer.from(id, "base64url").toString()).Reference as string;
