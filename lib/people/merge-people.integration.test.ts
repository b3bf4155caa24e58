import { beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { encodeAccountId } from "@/lib/connected/ids";
import { createCustomer } from "@/lib/customers/create-customer";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { EVERYTHING } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { listDuplicates } from "./list-duplicates";
import { mergePeople } from "./merge-people";
import { addPersonNote, removePersonNote } from "./notes";
import { getPerson } from "./person";
import type { RecordRef } from "./record-type";
import { searchPeople } from "./search-people";
import { separatePerson } from "./separate-person";

const NOW = new Date("2026-06-15T12:00:00Z");
const ctx = contextOf("operator", NOW);

describe("merging two people", () => {
  let merchantId = "";
  beforeAll(async () => {
    merchantId = (await aMerchant()).id;
  });

  it("makes one person of a customer and a policyholder, with the payments of both", async () => {
    const [ada, holder] = [await aCustomer("Ada Byrne"), await aPolicyholder()];
    await aPayment(ada, 1_000n);
    expect(await merge(ada, holder)).toEqual({ records: 2 });
    for (const record of [ada, holder]) {
      const person = await getPerson({ ctx, input: record });
      expect(person.records.map(({ id }) => id).sort()).toEqual([ada.id, holder.id].sort());
      expect(person.paymentsCount).toBe(1);
      expect(person.records[0]).toMatchObject({ mergedBy: ctx.actor.label, mergedAt: NOW });
    }
  });

  it("is found once, by the name of either", async () => {
    const [one, other] = [await aCustomer("Quirine Adams"), await aCustomer("Quirine Smith")];
    expect((await searchPeople({ ctx, input: { q: "quirine" } })).people).toHaveLength(2);
    await merge(one, other);
    expect((await searchPeople({ ctx, input: { q: "quirine" } })).people).toHaveLength(1);
  });

  it("makes payments of both possible duplicates, and separating takes that back", async () => {
    const [one, other] = [await aCustomer("Bo"), await aCustomer("Bo N.")];
    const [first, second] = [await aPayment(one, 777n), await aPayment(other, 777n)];
    const others = async () =>
      (await listDuplicates({ ctx, input: { paymentId: first } })).map(({ id }) => id);
    const marked = async () => {
      const search = { ...EVERYTHING, merchant: [merchantId], duplicates: "possible" as const };
      const { rows } = await searchPayments({ ctx, input: { search, timeZone: "UTC" } });
      return rows.map(({ id }) => id).sort();
    };
    expect([await others(), await marked()]).toEqual([[], []]);
    await merge(one, other);
    expect([await others(), await marked()]).toEqual([[second], [first, second].sort()]);
    expect(await separatePerson({ ctx, input: other })).toEqual({ records: 1 });
    expect([await others(), await marked()]).toEqual([[], []]);
    expect((await getPerson({ ctx, input: one })).records).toHaveLength(1);
  });

  it("takes in a record that comes later with the e-mail address of either", async () => {
    const [one, other] = [
      await aCustomer("Cy", "cy@example.com"),
      await aCustomer("Cy O.", "cyo@example.com"),
    ];
    await merge(one, other);
    const later = await aCustomer("C. Olsen", " CYO@example.com ");
    const { records } = await getPerson({ ctx, input: one });
    expect(records.map(({ id }) => id).sort()).toEqual([one.id, other.id, later.id].sort());
  });

  it("changes nothing of a payment", async () => {
    const [one, other] = [await aCustomer("Di"), await aCustomer("Dinah")];
    const paymentId = await aPayment(one, 5_000n);
    const kept = async () => [
      (await pool().query("SELECT to_jsonb(p) AS row FROM payment p WHERE id = $1", [paymentId])).rows,
      (await pool().query("SELECT to_jsonb(a) AS row FROM adjustment a WHERE payment_id = $1", [paymentId]))
        .rows,
    ];
    const before = await kept();
    await merge(one, other);
    await separatePerson({ ctx, input: other });
    expect(await kept()).toEqual(before);
  });

  it("is written to the audit log, as separating is", async () => {
    const [one, other] = [await aCustomer("Ed"), await aCustomer("Eddie")];
    await merge(one, other);
    await separatePerson({ ctx, input: other });
    const { rows } = await pool().query(
      "SELECT action, actor_label FROM audit_entry WHERE object_id = ANY ($1) AND action LIKE 'person.%' ORDER BY id",
      [[one.id, other.id]],
    );
    expect(rows).toEqual([
      { action: "person.merged", actor_label: ctx.actor.label },
      { action: "person.separated", actor_label: ctx.actor.label },
    ]);
  });

  it("is refused across merchants, for what is one already, for what has changed since it was shown, and for a viewer", async () => {
    const [one, other] = [await aCustomer("Flo"), await aCustomer("Florence")];
    const elsewhere = await aCustomer("Flo", undefined, (await aMerchant()).id);
    const seenIds = [one.id, other.id];
    expect(await problemIn(merge(one, elsewhere))).toMatchObject({ code: "invalid" });
    expect(await problemIn(merge(one, { type: "customer", id: newId() }, seenIds))).toMatchObject({
      code: "not_found",
    });
    expect(await problemIn(merge(one, other, [one.id]))).toMatchObject({ code: "conflict" });
    const viewer = contextOf("viewer", NOW);
    for (const asked of [
      mergePeople({ ctx: viewer, input: { one, other, seenIds } }),
      separatePerson({ ctx: viewer, input: one }),
    ])
      expect(await problemIn(asked)).toMatchObject({ code: "forbidden" });
    expect(await problemIn(separatePerson({ ctx, input: one }))).toMatchObject({ code: "conflict" });
    await merge(one, other);
    expect(await problemIn(merge(one, other))).toMatchObject({ code: "conflict" });
  });

  it("happens once, however many press at the same moment", async () => {
    const [one, other] = [await aCustomer("Gus"), await aCustomer("Gustav")];
    const seenIds = [one.id, other.id];
    const all = await Promise.allSettled([1, 2, 3].map(() => merge(one, other, seenIds)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("finds the account of a connector with its payments, also by its wire id, and merges it", async () => {
    const reference = `acct-${newId()}`;
    const account: RecordRef = { type: "account", id: newId() };
    const { rows } = await pool().query<{ id: string; provider: string; reference: string }>(
      "SELECT id, provider, reference FROM connector WHERE id = $1",
      [BUILT_IN_CONNECTORS.referral],
    );
    const [connector] = rows;
    if (!connector) throw new Error("there is no connector");
    await pool().query(
      `INSERT INTO connected_account (id, connector_id, merchant_id, reference, type, name, created_at)
      VALUES ($1, $2, $3, $4, 'EXTERNAL', 'Harbour Ltd', $5)`,
      [account.id, connector.id, merchantId, reference, NOW],
    );
    const wireId = encodeAccountId({ connector, reference });
    const paymentId = await aPayment(null, 900n);
    await pool().query("INSERT INTO connected_payment (payment_id, source_account_id) VALUES ($1, $2)", [
      paymentId,
      wireId,
    ]);
    const byWire = await getPerson({ ctx, input: { type: "account", id: wireId } });
    expect(byWire).toMatchObject({ name: "Harbour Ltd", paymentsCount: 1 });
    expect(byWire.payments.map(({ id }) => id)).toEqual([paymentId]);
    const found = await searchPeople({ ctx, input: { q: "harbour" } });
    expect(found.people.map(({ id }) => id)).toEqual([account.id]);
    const customer = await aCustomer("Hal Harbour");
    await merge(customer, account);
    expect((await getPerson({ ctx, input: customer })).paymentsCount).toBe(1);
  });

  it("keeps notes of every record, and takes one away for good", async () => {
    const [one, other] = [await aCustomer("Ida"), await aCustomer("Ida B.")];
    const formId = newId();
    for (const _ of [1, 2])
      await addPersonNote({ ctx, input: { formId, record: one, note: "Calls on Mondays" } });
    await merge(other, one);
    const notes = async () => (await getPerson({ ctx, input: other })).notes;
    expect(await notes()).toEqual([
      { id: formId, note: "Calls on Mondays", writtenAt: NOW, writtenBy: ctx.actor.label },
    ]);
    const viewer = contextOf("viewer", NOW);
    expect(await problemIn(removePersonNote({ ctx: viewer, input: { id: formId } }))).toMatchObject({
      code: "forbidden",
    });
    await removePersonNote({ ctx, input: { id: formId } });
    expect(await notes()).toEqual([]);
    expect(await problemIn(removePersonNote({ ctx, input: { id: formId } }))).toMatchObject({
      code: "not_found",
    });
  });

  it("finds a customer by the telephone number they were given, however it is written", async () => {
    const input = { merchantId, name: "Jo", email: `${newId()}@example.com`, phone: "+44 20 7946 0958" };
    const { id } = await createCustomer({ ctx, input });
    for (const q of ["020 7946 0958", "+44 20 7946-0958", "79460958"]) {
      const { people } = await searchPeople({ ctx, input: { q } });
      expect(people.map((each) => each.id)).toContain(id);
    }
  });

  async function merge(one: RecordRef, other: RecordRef, seenIds?: string[]) {
    const shown = async (input: RecordRef) => (await getPerson({ ctx, input })).records.map(({ id }) => id);
    return mergePeople({
      ctx,
      input: { one, other, seenIds: seenIds ?? [...(await shown(one)), ...(await shown(other))] },
    });
  }

  async function aCustomer(
    name: string,
    email = `${newId()}@example.com`,
    of = merchantId,
  ): Promise<RecordRef> {
    const { id } = await createCustomer({ ctx, input: { name, email, merchantId: of } });
    return { type: "customer", id };
  }

  async function aPolicyholder(): Promise<RecordRef> {
    const { id } = await createPolicyholder({
      ctx,
      input: {
        merchantId,
        type: "individual",
        id: { type: "id", number: newId(), country: "GB" },
        first_name: "Ada",
        last_name: "Lovelace",
      },
    });
    return { type: "policyholder", id };
  }

  async function aPayment(customer: RecordRef | null, amountMinor: bigint): Promise<string> {
    const id = newId();
    await recordPayments(ctx, recordStatement(), [
      {
        ...{ id, kind: "connected", merchantId, connectorId: BUILT_IN_CONNECTORS.referral, reference: id },
        ...{ type: "PAY-IN", category: "pay_in", scheme: "unknown", currency: "GBP", precision: 2 },
        ...{ amountMinor, status: "succeeded", occurredAt: NOW, failureCode: null },
        ...{ customerId: customer?.id ?? null, merchantReference: null, description: null },
        ...{ idempotencyKey: null, metadata: {}, search: [], reason: null, raw: {}, detail: {} },
      },
    ]);
    return id;
  }
});
