import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import * as registry from "@/lib/connectors/all-providers";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { forgetConnections } from "@/lib/connectors/connection";
import { routesFor } from "@/lib/connectors/route";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { connectProvider } from "./connect-provider";
import { disconnectProvider } from "./disconnect-provider";
import { listRoutes } from "./list-routes";
import { type AddedRoute, addedRoute, type SetRoutes } from "./schemas";
import { setRoutes } from "./set-routes";
import { connectionForm, keyOf, PAGES_ONLY, testingProvider } from "./testing-provider";

const admin = contextOf("admin");
const { providers } = testingProvider();

beforeAll(() => {
  vi.spyOn(registry, "providerNamed").mockImplementation(() => providers[0]);
});
afterAll(() => {
  vi.mocked(registry.providerNamed).mockRestore();
  forgetConnections();
});

beforeEach(async () => {
  await runUnprepared("DELETE FROM connection_route", []);
  await runUnprepared(
    "UPDATE connection SET disconnected_at = now(), credentials_sealed = NULL WHERE provider = 'acme'",
    [],
  );
});

async function newMerchant(): Promise<string> {
  const paymentLimit = 500_000n;
  const input = {
    id: newId(),
    name: "Shop",
    logoColor: "#2f5d50",
    defaultCurrency: "GBP",
    paymentLimit,
  } as const;
  return (await createMerchant({ ctx: admin, input })).id;
}

async function newConnection(
  mode: "test" | "live" = "test",
  merchantId: string | null = null,
  region = "eu",
) {
  const credentials = { secretKey: keyOf(undefined, mode), region };
  const input = connectionForm({ credentials, merchantId });
  return (await connectProvider({ ctx: admin, input, providers })).id;
}

const routeTo = (connectionId: string, more: Partial<AddedRoute> = {}): AddedRoute => ({
  ...{ id: newId(), kind: "checkout", currencies: [], minimumMinor: null, maximumMinor: null, connectionId },
  ...more,
});
const set = (input: Partial<SetRoutes>) =>
  setRoutes({ ctx: admin, input: { merchantId: null, seenIds: [], order: [], added: null, ...input } });

/** Adds a route at the end of a list. */
async function add(added: AddedRoute, merchantId: string | null = null) {
  const lists = await listRoutes({ ctx: admin });
  const list = lists.find(({ merchant }) => (merchant?.id ?? null) === merchantId);
  const seenIds = list?.routes.map(({ id }) => id) ?? [];
  await set({ merchantId, seenIds, order: [...seenIds, added.id], added });
  return added.id;
}

const idsFor = async (merchantId: string, currency = "GBP", amountMinor = 5_000n) =>
  (await routesFor({ merchantId, kind: "checkout", currency, amountMinor })).map(({ routeId }) => routeId);

describe("setting routes", () => {
  it("is refused below admin, and writes nothing", async () => {
    const input = { merchantId: null, seenIds: [], order: [], added: null };
    for (const role of ["viewer", "operator"] as const) {
      expect(await problemIn(setRoutes({ ctx: contextOf(role), input }))).toMatchObject({
        permission: "providers:manage",
      });
      expect(await problemIn(listRoutes({ ctx: contextOf(role) }))).toMatchObject({
        permission: "providers:read",
      });
    }
  });

  it("decides at once where payments go, a merchant's own routes first, in their order", async () => {
    const merchantId = await newMerchant();
    expect(await idsFor(merchantId)).toEqual([null]);
    const connectionId = await newConnection();
    const all = await add(routeTo(connectionId));
    const own = await add(routeTo(connectionId, { currencies: ["GBP"], maximumMinor: 9_000n }), merchantId);
    const later = await add(routeTo(connectionId), merchantId);
    expect(await idsFor(merchantId)).toEqual([own, later, all]);
    await set({ merchantId, seenIds: [own, later], order: [later, own] });
    expect(await idsFor(merchantId)).toEqual([later, own, all]);
    expect(await idsFor(merchantId, "GBP", 9_001n)).toEqual([later, all]);
    await set({ merchantId, seenIds: [later, own], order: [own] });
    expect(await idsFor(merchantId, "EUR")).toEqual([all]);
  });

  it("happens once, however often and however parallel the same form is sent", async () => {
    const merchantId = await newMerchant();
    const added = routeTo(await newConnection());
    const input = { merchantId, order: [added.id], added };
    await Promise.all(Array.from({ length: 8 }, () => set(input)));
    expect(await set(input)).toEqual({ routes: 1 });
    expect(await auditedActions(merchantId)).toEqual(["merchant.created", "connection_routes.set"]);
  });

  it("leads to a provider only what it can take", async () => {
    const id = await newConnection("test", null, PAGES_ONLY);
    const premiums = routeTo(id, { kind: "policy" });
    await expect(set({ order: [premiums.id], added: premiums })).rejects.toMatchObject({
      problem: { code: "invalid" },
    });
    const checkout = routeTo(id);
    await set({ order: [checkout.id], added: checkout });
    expect((await listRoutes({ ctx: admin }))[0]?.routes.map(({ kind }) => kind)).toEqual(["checkout"]);
  });

  it("is refused where somebody else has changed the list meanwhile", async () => {
    const merchantId = await newMerchant();
    const connectionId = await newConnection();
    const one = await add(routeTo(connectionId), merchantId);
    const other = routeTo(connectionId);
    for (const seenIds of [[], [newId()], [one, newId()]])
      expect(
        await problemIn(set({ merchantId, seenIds, order: [...seenIds, other.id], added: other })),
      ).toMatchObject({ code: "conflict" });
    for (const order of [[one, one], [newId()]])
      expect(await problemIn(set({ merchantId, seenIds: [one], order }))).toMatchObject({ code: "conflict" });
    expect(await idsFor(merchantId)).toEqual([one]);
  });

  it("keeps live and test apart: no payment falls from one to the other", async () => {
    const merchantId = await newMerchant();
    const [test, live] = [await newConnection("test"), await newConnection("live")];
    await add(routeTo(live));
    for (const [to, whose] of [[test, null] as const, [BUILT_IN_CONNECTION_ID, merchantId] as const])
      expect(await problemIn(add(routeTo(to), whose))).toMatchObject({
        issues: [{ path: "added.connectionId", message: expect.stringContaining("never falls") }],
      });
    expect(await idsFor(merchantId)).toHaveLength(1);
  });

  it("is refused, beside the field, for what leads nowhere", async () => {
    const [merchantId, other] = [await newMerchant(), await newMerchant()];
    const [gone, bound] = [await newConnection(), await newConnection("test", other)];
    await disconnectProvider({ ctx: admin, input: { id: gone } });
    const path = async (added: AddedRoute, whose: string | null = merchantId) => {
      const problem = await problemIn(add(added, whose));
      return "issues" in problem && Array.isArray(problem.issues) ? problem.issues[0]?.path : problem.code;
    };
    expect(await path(routeTo(gone))).toBe("added.connectionId");
    expect(await path(routeTo(newId()))).toBe("added.connectionId");
    expect(await path(routeTo(bound))).toBe("added.connectionId");
    expect(await path(routeTo(bound), null)).toBe("added.connectionId");
    expect(await path(routeTo(bound, { currencies: ["JPY"] }), other)).toBe("added.currencies");
    expect(await path(routeTo(bound), newId())).toBe("merchantId");
  });

  it("leaves the routes of a connection that was ended: nobody pays in the sandbox instead", async () => {
    const merchantId = await newMerchant();
    const id = await newConnection("live");
    await add(routeTo(id), merchantId);
    expect(await disconnectProvider({ ctx: admin, input: { id } })).toMatchObject({ routesLeft: 1 });
    expect(await idsFor(merchantId)).toEqual([]);
  });

  it("takes an amount only of one currency, and only currencies there are", () => {
    const typed = {
      id: newId(),
      kind: "checkout",
      connectionId: newId(),
      currencies: "",
      minimum: "",
      maximum: "",
    };
    const parse = (more: object) => addedRoute("de-DE").safeParse({ ...typed, ...more });
    const issues = (more: object) => parse(more).error?.issues.map(({ path }) => path[0]);
    expect(parse({ currencies: "gbp, eur GBP" }).data).toMatchObject({ currencies: ["EUR", "GBP"] });
    expect(parse({ currencies: "EUR", minimum: "1.234,50", maximum: "2000" }).data).toMatchObject({
      ...{ minimumMinor: 123_450n, maximumMinor: 200_000n },
    });
    expect(parse({ currencies: "JPY", minimum: "12" }).data).toMatchObject({ minimumMinor: 12n });
    expect(issues({ currencies: "XYZ" })).toEqual(["currencies"]);
    expect(issues({ minimum: "100" })).toEqual(["minimum"]);
    expect(issues({ maximum: "100", currencies: "EUR GBP" })).toEqual(["maximum"]);
    expect(issues({ minimum: "200", maximum: "100", currencies: "EUR" })).toEqual(["maximum"]);
    for (const minimum of ["0", "-1", "1,234", "much"])
      expect(issues({ minimum, currencies: "EUR" })).toEqual(["minimum"]);
  });
});
