import { beforeAll, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";

const ROWS = 5;

let key: string;
let connectorID: string;
beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  const made = await ask(key, "POST", "/connectors/dummypay", { name: `Bank ${newId()}` });
  connectorID = (made.body.data as unknown as { connectorID: string }).connectorID;
  const accounts: string[] = [];
  for (let n = 0; n < ROWS; n++) {
    const createdAt = new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
    const { body } = await ask(key, "POST", "/accounts", {
      ...{ reference: newId(), connectorID, createdAt },
      ...{ accountName: `Account ${n}`, type: "INTERNAL" },
    });
    const { id = "" } = body.data ?? {};
    accounts.push(id);
    await ask(key, "POST", "/pools", { name: newId(), accountIDs: [id] });
    await ask(key, "POST", "/bank-accounts", {
      ...{ name: `Account ${n}`, country: "DE", connectorID },
      iban: "DE89370400440532013000",
    });
    const sent = await ask(key, "POST", "/transfer-initiations", {
      ...{ reference: newId(), scheduledAt: createdAt, description: "", type: "TRANSFER", validated: false },
      ...{ connectorID, amount: 100, asset: "USD/2" },
      ...{ sourceAccountID: accounts[0], destinationAccountID: id },
    });
    expect(sent.status).toBe(200);
  }
});

interface Listed {
  cursor?: { next?: string; previous?: string; data: { id: string }[] };
}

it.each(["/accounts", "/pools", "/bank-accounts", "/transfer-initiations"])(
  "%s are sorted by when they were made, either way, there and back a page at a time",
  async (path) => {
    const read = async (query: Record<string, string>) =>
      ((await ask(key, "GET", `${path}?${new URLSearchParams(query)}`)).body as Listed).cursor;
    const ids = (page: Awaited<ReturnType<typeof read>>) => page?.data.map(({ id }) => id) ?? [];
    const newest = ids(await read({}));
    expect(newest.length).toBeGreaterThanOrEqual(ROWS);
    expect(ids(await read({ sort: "createdAt:desc" }))).toEqual(newest);
    const first = await read({ sort: "createdAt:asc", pageSize: "2" });
    const second = await read({ cursor: first?.next ?? "" });
    const oldest = newest.toReversed();
    expect([...ids(first), ...ids(second)]).toEqual(oldest.slice(0, 4));
    expect(ids(await read({ cursor: second?.previous ?? "" }))).toEqual(oldest.slice(0, 2));
    expect(first?.previous).toBeUndefined();
    const refused = await ask(key, "GET", `${path}?sort=amount:asc`);
    expect([refused.status, refused.body.errorMessage]).toEqual([
      400,
      expect.stringContaining("createdAt:desc, createdAt:asc"),
    ]);
  },
);
