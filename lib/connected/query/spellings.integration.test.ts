import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aPayment, ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

// Text is stored as sent, and compared in NFC. Contracts, README.
const SPELLINGS = { composed: "Caf\u00e9", apart: "Cafe\u0301" };
const BOTH = Object.entries(SPELLINGS);

let key: string;
const ids: Record<string, string[]> = { accounts: [], pools: [], payments: [] };

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  const made = await ask(key, "POST", "/connectors/dummypay", { name: `Bank ${newId()}` });
  const { connectorID } = made.body.data as unknown as { connectorID: string };
  for (const name of Object.values(SPELLINGS)) {
    const metadata = { [name]: name };
    const account = await ask(key, "POST", "/accounts", {
      ...{ reference: newId(), connectorID, createdAt: "2026-01-01T00:00:00Z", accountName: name },
      ...{ type: "INTERNAL", defaultAsset: "USD/2", metadata },
    });
    const accountIDs = [account.body.data?.id];
    const pool = await ask(key, "POST", "/pools", { name, accountIDs });
    const payment = await ask(key, "POST", "/payments", { ...aPayment(connectorID), metadata });
    ids.accounts?.push(String(account.body.data?.id));
    ids.pools?.push(String(pool.body.data?.id));
    ids.payments?.push(String(payment.body.data?.id));
  }
});

const asked = async (path: string, query: object) => {
  const search = new URLSearchParams({ query: JSON.stringify(query) });
  const { body } = await ask(key, "GET", `${path}?${search}`);
  return body.cursor?.data.map(({ id }) => id).sort();
};

describe.each(BOTH)("a query that is spelled %s", (_, text) => {
  it.each([
    ["accounts", "name"],
    ["accounts", "account_name"],
    ["accounts", `metadata[${text}]`],
    ["pools", "name"],
    ["payments", `metadata[${text}]`],
  ])("finds all %s by %s, however they are spelled, and says them as they were sent", async (list, field) => {
    for (const version of ["", "/v3"])
      expect(await asked(`${version}/${list}`, { $match: { [field]: text } })).toEqual(ids[list]?.toSorted());
  });

  it("finds no reference that is spelled otherwise", async () => {
    const query = { $match: { reference: `${text}${newId()}` } };
    expect(await asked("/v3/payments", query)).toEqual([]);
  });
});

describe.each(BOTH)("metadata that is written again spelled %s", (_, text) => {
  it("takes the place of what is there under the same name", async () => {
    for (const [at, kept] of Object.values(SPELLINGS).entries()) {
      const path = `/v3/payments/${ids.payments?.[at]}`;
      expect((await ask(key, "PATCH", `${path}/metadata`, { metadata: { [text]: text } })).status).toBe(204);
      const { body } = await ask(key, "GET", path);
      expect(body.data?.metadata).toEqual({ [kept]: text });
    }
  });
});
