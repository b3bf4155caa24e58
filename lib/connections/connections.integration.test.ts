import { beforeEach, describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import type { ConnectionCheck } from "@/lib/connectors/provider";
import { runUnprepared } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { checkConnection } from "./check-connection";
import { connectProvider } from "./connect-provider";
import { disconnectProvider } from "./disconnect-provider";
import { getConnection } from "./get-connection";
import { CONNECTIONS_MAX } from "./limits";
import { listConnections } from "./list-connections";
import { renameConnection } from "./rename-connection";
import { rotateCredentials } from "./rotate-credentials";
import { ConnectProvider } from "./schemas";
import { connectionForm, keyOf, testingProvider } from "./testing-provider";

const admin = contextOf("admin");
const twins = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, work));
const { providers } = testingProvider();
const connect = (input = connectionForm()) => connectProvider({ ctx: admin, input, providers });
const connectionOf = async (id: string) => (await getConnection({ ctx: admin, input: { id } })).connection;

// Each test has all the connections there may be to itself.
beforeEach(async () => {
  await runUnprepared(
    "UPDATE connection SET disconnected_at = now(), credentials_sealed = NULL WHERE provider = 'acme'",
    [],
  );
});

async function newMerchant() {
  const paymentLimit = 500_000n;
  const input = {
    id: newId(),
    name: "Shop",
    logoColor: "#2f5d50",
    defaultCurrency: "GBP",
    paymentLimit,
  } as const;
  return createMerchant({ ctx: admin, input });
}

describe("connecting a provider", () => {
  it("is refused below admin, asks nobody and writes nothing", async () => {
    const { providers: own, asked } = testingProvider();
    const input = connectionForm();
    for (const role of ["viewer", "operator"] as const)
      expect(await problemIn(connectProvider({ ctx: contextOf(role), input, providers: own }))).toEqual({
        code: "forbidden",
        permission: "providers:manage",
      });
    expect([asked(), await auditedActions(input.id)]).toEqual([0, []]);
  });

  it("takes account, mode and currencies from the provider, and shows of the key its last four characters", async () => {
    const input = connectionForm({ credentials: { secretKey: keyOf("shop1", "live"), region: "eu" } });
    expect(await connect(input)).toMatchObject({ live: true, items: [{ what: "Charges", state: "passed" }] });
    const detail = await getConnection({ ctx: admin, input: { id: spellId("con", input.id) }, providers });
    expect(detail.connection).toMatchObject({
      ...{ name: "Acme UK", live: true, accountReference: "acct_shop1", currencies: ["EUR", "GBP"] },
      ...{ version: 1, hasMessageSecret: false, merchant: null, disconnectedAt: null },
    });
    expect(detail.messageAddress).toContain(`/api/providers/${input.id}/events`);
    expect(detail.credentials).toEqual([
      { label: "Secret key", ending: input.credentials.secretKey?.slice(-4) },
      { label: "Region", ending: null },
    ]);
    expect(JSON.stringify(detail)).not.toContain(input.credentials.secretKey);
    expect((await listConnections({ ctx: admin })).map(({ id }) => id)).toContain(input.id);
  });

  it("connects no live account where anybody's time has been moved, and test ones all the same", async () => {
    const live = () => connectionForm({ credentials: { secretKey: keyOf(newId(), "live"), region: "eu" } });
    const { id: merchantId } = await newMerchant();
    await runUnprepared(
      `INSERT INTO merchant_test_clock (id, merchant_id, offset_ms, created_at, updated_at)
       VALUES ('tc_0000000000000000', $1, 1, now(), now())`,
      [merchantId],
    );
    const refused = {
      issues: [
        { path: "credentials.secretKey", message: expect.stringContaining("test clock has been moved") },
      ],
    };
    expect(await problemIn(connect(live()))).toMatchObject(refused);
    expect(await connect()).toMatchObject({ live: false });
    await runUnprepared("UPDATE merchant_test_clock SET offset_ms = 0", []);
    await runUnprepared("UPDATE test_clock SET offset_ms = 1", []);
    expect(await problemIn(connect(live()))).toMatchObject(refused);
    await runUnprepared("UPDATE test_clock SET offset_ms = 0", []);
    expect(await connect(live())).toMatchObject({ live: true });
  });

  it("makes one connection of one form, however often and however parallel it is sent", async () => {
    const input = connectionForm();
    await twins(() => connect(input));
    expect(await connect(input)).toMatchObject({ id: input.id, items: [] });
    expect(await auditedActions(input.id)).toEqual(["connection.connected"]);
    const other = { ...input, credentials: { secretKey: keyOf(), region: "eu" } };
    expect(await problemIn(connect(other))).toMatchObject({ code: "conflict" });
  });

  it("connects an account once, for whoever it takes payments for", async () => {
    const merchants = [await newMerchant(), await newMerchant()];
    const forms = (merchantId: string | null) =>
      connectionForm({ merchantId, credentials: { secretKey: keyOf("twice"), region: "eu" } });
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => connect(forms(null))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await problemIn(connect(forms(merchants[0]?.id ?? "")))).toMatchObject({
      issues: [{ path: "credentials.secretKey", message: expect.stringContaining("connected already") }],
    });
    const credentials = { secretKey: keyOf("own"), region: "eu" };
    for (const { id } of merchants)
      expect(await connect(connectionForm({ merchantId: id, credentials }))).toMatchObject({ live: false });
  });

  it("is refused in the words of whatever failed, beside its field, without repeating the key", async () => {
    const failing = testingProvider((check, { secretKey }) => ({
      ...check,
      items: [{ what: "Charges", state: "failed", detail: `The key ${secretKey} may not make charges.` }],
    }));
    const input = connectionForm();
    const problem = await problemIn(connectProvider({ ctx: admin, input, providers: failing.providers }));
    expect(problem).toMatchObject({ issues: [{ path: "credentials.secretKey" }] });
    expect(JSON.stringify(problem)).toContain("may not make charges");
    const lacking = connectionForm({ credentials: { secretKey: keyOf(), region: "" } });
    expect(await problemIn(connect(lacking))).toMatchObject({
      issues: [{ path: "credentials.region", message: "Acme Pay needs the region." }],
    });
    const malformed = connectionForm({ credentials: { secretKey: "nonsense-of-a-key", region: "eu" } });
    const refused = await problemIn(connect(malformed));
    expect(refused).toMatchObject({ issues: [{ path: "credentials.secretKey" }] });
    for (const each of [problem, refused]) {
      expect(JSON.stringify(each)).not.toContain(input.credentials.secretKey);
      expect(JSON.stringify(each)).not.toContain("nonsense-of-a-key");
    }
    expect(await auditedActions(input.id)).toEqual([]);
  });

  it("is refused where the provider says nothing, where there is no such provider, and for the sandbox", async () => {
    const silent = testingProvider(() => Promise.reject(new Error("no network")));
    const input = connectionForm();
    expect(
      await problemIn(connectProvider({ ctx: admin, input, providers: silent.providers })),
    ).toMatchObject({ code: "conflict", message: expect.stringContaining("nothing was changed") });
    const nobody = testingProvider((check) => ({ ...check, account: null }));
    expect(
      await problemIn(connectProvider({ ctx: admin, input, providers: nobody.providers })),
    ).toMatchObject({ issues: [{ path: "credentials.secretKey" }] });
    for (const provider of ["acme", "sandbox"])
      expect(await problemIn(connectProvider({ ctx: admin, input: { ...input, provider } }))).toMatchObject({
        issues: [{ path: "provider" }],
      });
    const elsewhere = connectionForm({ merchantId: newId() });
    expect(await problemIn(connect(elsewhere))).toMatchObject({ issues: [{ path: "merchantId" }] });
  });

  it("never makes more than there may be, even in parallel", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: CONNECTIONS_MAX + 2 }, () => connect()));
    // The sandbox is one of them.
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(CONNECTIONS_MAX - 1);
  });

  it("takes only what is a form of it", () => {
    const issues = (more: object) =>
      ConnectProvider.safeParse({ ...connectionForm(), ...more }).error?.issues.map(({ path }) => path[0]);
    expect(issues({})).toBeUndefined();
    expect(issues({ name: " " })).toEqual(["name"]);
    expect(issues({ credentials: { secretKey: "x".repeat(2_000) } })).toEqual(["credentials"]);
  });
});

describe("rotating credentials", () => {
  const rotating = async (mode: "test" | "live" = "test", account = `r${newId().slice(-8)}`) => {
    const form = connectionForm({ credentials: { secretKey: keyOf(account), region: "eu" } });
    await connect(form);
    return { id: form.id, version: 1, credentials: { secretKey: keyOf(account, mode), region: "eu" } };
  };
  const rotate = (input: Parameters<typeof rotateCredentials>[0]["input"]) =>
    rotateCredentials({ ctx: admin, input, providers });

  it("is refused below admin, for one that is not there and for the sandbox", async () => {
    const input = await rotating();
    expect(
      await problemIn(rotateCredentials({ ctx: contextOf("operator"), input, providers })),
    ).toMatchObject({ permission: "providers:manage" });
    expect(await problemIn(rotate({ ...input, id: newId() }))).toMatchObject({ code: "not_found" });
    expect(await problemIn(rotate({ ...input, id: BUILT_IN_CONNECTION_ID }))).toMatchObject({
      code: "conflict",
    });
  });

  it("happens once, however often and however parallel the same form is sent", async () => {
    const input = await rotating();
    await twins(() => rotate(input));
    expect(await rotate(input)).toEqual({ items: [] });
    expect(await connectionOf(input.id)).toMatchObject({ version: 2 });
    expect(await auditedActions(input.id)).toEqual([
      "connection.connected",
      "connection.credentials_rotated",
    ]);
  });

  it("is refused to the one of two who saw what the other has changed", async () => {
    const input = await rotating();
    await rotate(input);
    const other = { ...input, credentials: { ...input.credentials, region: "us" } };
    expect(await problemIn(rotate(other))).toMatchObject({ code: "conflict" });
    expect(await connectionOf(input.id)).toMatchObject({ version: 2 });
  });

  it("takes only credentials of the same account and the same mode", async () => {
    const live = await rotating("live");
    expect(await problemIn(rotate(live))).toMatchObject({
      issues: [{ path: "credentials.secretKey", message: expect.stringContaining("live credentials") }],
    });
    const input = await rotating();
    const other = { ...input, credentials: { secretKey: keyOf("another"), region: "eu" } };
    expect(await problemIn(rotate(other))).toMatchObject({
      issues: [{ path: "credentials.secretKey", message: expect.stringContaining("another account") }],
    });
    expect(await connectionOf(input.id)).toMatchObject({ version: 1, live: false });
  });
});

describe("renaming and disconnecting", () => {
  it("is refused below admin, and for what is not there", async () => {
    const input = { id: newId(), name: "Other" };
    for (const verb of [renameConnection, disconnectProvider, checkConnection]) {
      expect(await problemIn(verb({ ctx: contextOf("operator"), input }))).toMatchObject({
        permission: "providers:manage",
      });
      expect(await problemIn(verb({ ctx: admin, input }))).toMatchObject({ code: "not_found" });
    }
    expect(
      await problemIn(disconnectProvider({ ctx: admin, input: { id: BUILT_IN_CONNECTION_ID } })),
    ).toMatchObject({
      code: "conflict",
    });
    for (const role of ["viewer", "operator"] as const) {
      const ctx = contextOf(role);
      expect(await problemIn(listConnections({ ctx }))).toMatchObject({ permission: "providers:read" });
      expect(await problemIn(getConnection({ ctx, input }))).toMatchObject({ permission: "providers:read" });
    }
  });

  it("renames once, and audits from what to what", async () => {
    const { id } = await connect();
    await twins(() => renameConnection({ ctx: admin, input: { id, name: "Acme Ireland" } }));
    expect(await connectionOf(id)).toMatchObject({ name: "Acme Ireland" });
    expect(await auditedActions(id)).toEqual(["connection.connected", "connection.renamed"]);
  });

  it("forgets credentials and secrets once, and lets the account be connected again", async () => {
    const form = connectionForm();
    await connect(form);
    await twins(() => disconnectProvider({ ctx: admin, input: { id: form.id } }));
    const [row] = await runUnprepared(
      "SELECT credentials_sealed, webhook_secret_sealed FROM connection WHERE id = $1",
      [form.id],
    );
    expect(row).toEqual({ credentials_sealed: null, webhook_secret_sealed: null });
    expect(await auditedActions(form.id)).toEqual(["connection.connected", "connection.disconnected"]);
    expect(await problemIn(connect(form))).toMatchObject({ code: "conflict" });
    expect(await connect({ ...form, id: newId() })).toMatchObject({ live: false });
  });
});

describe("checking a connection again", () => {
  it("shows the checklist, and notes how the provider is and which currencies it takes", async () => {
    const { id } = await connect();
    const check = (answer: (check: ConnectionCheck) => ConnectionCheck | Promise<ConnectionCheck>) =>
      checkConnection({ ctx: admin, input: { id }, providers: testingProvider(answer).providers });
    const more = (now: ConnectionCheck) => ({ ...now, currencies: ["EUR", "GBP", "USD"] });
    await check(more);
    expect(await check(more)).toMatchObject({ answered: true, items: [{ state: "passed" }] });
    expect(await connectionOf(id)).toMatchObject({ currencies: ["EUR", "GBP", "USD"] });
    expect(await auditedActions(id)).toEqual(["connection.connected", "connection.currencies_changed"]);
    const item = { what: "Charges", state: "failed" as const, detail: "The key was restricted." };
    expect(await check((now) => ({ ...now, items: [item] }))).toMatchObject({ items: [item] });
    expect(await connectionOf(id)).toMatchObject({ lastFailure: "Charges" });
    expect(await check(() => Promise.reject(new Error("away")))).toMatchObject({ answered: false });
  });
});
