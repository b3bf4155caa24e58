import { describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { anInsurer, ask, type WireBody } from "./testing";

const ID = { type: "id", number: "9202204720083", country: "ZA" };
const PERSON = { type: "individual", id: ID, first_name: "Erlich", last_name: "Bachman" };

const list = ({ body }: { body: unknown }) => body as WireBody[];
const said = ({ body }: { body: WireBody }) => body.error?.errors.map(({ message }) => message);

describe("policyholders", () => {
  it("keep everything that is told of them", async () => {
    const { key } = await anInsurer();
    const told = {
      ...PERSON,
      id: { ...ID, type: "passport", expiration_date: "2030-01-01T00:00:00.000Z" },
      title: "mr",
      gender: "male",
      date_of_birth: "19920220",
      phone_other: "0111231234",
      address: { line_1: "5230 Newell Road", city: "Palo Alto", country: "US", area_code: "94303" },
      app_data: { sales_code: "XX123", deep: { list: [1, null] } },
    };
    const made = await ask(key, "POST", "/policyholders", {
      ...told,
      cellphone: { number: "0821234567", country: "ZA" },
    });
    expect(made.body).toMatchObject({
      ...told,
      cellphone: "0821234567",
      cellphone_country: "ZA",
      policy_ids: [],
    });
    expect((await ask(key, "GET", `/policyholders/${made.body.policyholder_id}`)).body).toEqual(made.body);
  });

  it("were born and founded on days of the calendar, in either spelling of the original", async () => {
    const { key } = await anInsurer();
    const passport = { ...PERSON, id: { ...ID, type: "passport" } };
    for (const day of ["garbage", "2000-02-30", "20000230", "1968-1-1", "1968/01/01", "196801", ""]) {
      const answer = await ask(key, "POST", "/policyholders", {
        ...passport,
        date_of_birth: day,
        date_of_establishment: day,
      });
      const rule = "must be a day of the calendar, such as 19680101";
      const told = [`"date_of_birth" ${rule}`, `"date_of_establishment" ${rule}`];
      expect([day, answer.status, said(answer)]).toEqual([day, 400, told]);
    }
    for (const date_of_birth of ["20000229", "2000-02-29"]) {
      const { body } = await ask(key, "POST", "/policyholders", { ...passport, date_of_birth });
      expect(body.date_of_birth).toBe("20000229");
    }
  });

  it("are told no date of birth beside a South African id number, which says it", async () => {
    const { key } = await anInsurer();
    const born = { date_of_birth: "19920220" };
    const rule = `"date_of_birth" is not allowed where "id.type" is id and "id.country" is ZA`;
    const { body: made } = await ask(key, "POST", "/policyholders", PERSON);
    const path = `/policyholders/${made.policyholder_id}`;
    for (const answer of [
      await ask(key, "POST", "/policyholders", { ...PERSON, ...born }),
      await ask(key, "PUT", "/policyholders", { ...PERSON, ...born }),
      await ask(key, "PATCH", path, born),
    ])
      expect([answer.status, said(answer)]).toEqual([400, [rule]]);
    const passport = { ...ID, type: "passport" };
    expect((await ask(key, "PATCH", path, { ...born, id: passport })).body).toMatchObject(born);
  });

  it("live in South Africa at an area code of four characters", async () => {
    const { key } = await anInsurer();
    const address = { line_1: "1 Long Street", city: "Cape Town", country: "ZA", area_code: "94303" };
    const answer = await ask(key, "POST", "/policyholders", { ...PERSON, address });
    expect(said(answer)).toEqual(['"address.area_code" must be 4 characters long in ZA']);
    const at = { ...PERSON, address: { ...address, area_code: "8001" } };
    expect((await ask(key, "POST", "/policyholders", at)).status).toBe(200);
  });

  it("are listed newest first, found by their number exactly, with their policies where asked", async () => {
    const { key, holderId, policyId } = await anInsurer();
    const { body: second } = await ask(key, "POST", "/policyholders", PERSON);
    const all = await ask(key, "GET", "/policyholders");
    expect(list(all).map((each) => each.policyholder_id)).toEqual([second.policyholder_id, holderId]);
    expect(all.headers.get("x-total-count")).toBe("2");
    const found = await ask(key, "GET", "/policyholders?id_number=8001015009087&include=policies");
    expect(list(found)).toMatchObject([
      { policyholder_id: holderId, policy_ids: [policyId], policies: [{ policy_id: policyId }] },
    ]);
    expect(list(await ask(key, "GET", "/policyholders?id_number=800101500908"))).toEqual([]);
    const own = await ask(key, "GET", `/policyholders/${holderId}/policies`);
    expect(list(own)).toMatchObject([{ policy_id: policyId }]);
  });

  it("are added once by an identification, by two at the same moment too, and changed from then on", async () => {
    const { key } = await anInsurer();
    const twins = await Promise.all([1, 2, 3].map(() => ask(key, "PUT", "/policyholders", PERSON)));
    expect(twins.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(twins.map(({ body }) => body.policyholder_id)).size).toBe(1);
    const { body } = await ask(key, "PUT", "/policyholders", { ...PERSON, last_name: "Hall", title: "dr" });
    expect(body).toMatchObject({
      ...twins[0]?.body,
      last_name: "Hall",
      title: "dr",
      updated_at: body.updated_at,
    });
    expect(await recorded(body.policyholder_id)).toEqual(["policyholder.created", "policyholder.updated"]);
    const elsewhere = await ask(key, "PUT", "/policyholders", { ...PERSON, id: { ...ID, country: "US" } });
    expect(elsewhere.body.policyholder_id).not.toBe(body.policyholder_id);
  });

  it("stay as they were in what a change leaves out; null takes away; the same again writes nothing", async () => {
    const { key } = await anInsurer();
    const { body: made } = await ask(key, "POST", "/policyholders", {
      ...PERSON,
      email: "e@example.com",
      gender: "male",
    });
    const path = `/policyholders/${made.policyholder_id}`;
    const change = { email: null, gender: null, expiration_date: "2031-05-01" };
    const { body } = await ask(key, "PATCH", path, change);
    const { gender: _, ...rest } = made;
    expect(body).toEqual({
      ...rest,
      email: null,
      id: { ...ID, expiration_date: "2031-05-01T00:00:00.000Z" },
      updated_at: body.updated_at,
    });
    expect((await ask(key, "PATCH", path, change)).body).toEqual(body);
    expect(await recorded(made.policyholder_id)).toEqual(["policyholder.created", "policyholder.updated"]);
  });

  it("are refused with every field that is wrong, and for a change of nothing", async () => {
    const { key, holderId } = await anInsurer();
    expect(
      said(await ask(key, "POST", "/policyholders", { id: { ...ID, country: "South" }, surprise: 1 })),
    ).toEqual([
      '"id.country" must be a country code of ISO 3166, such as ZA',
      '"first_name" is required',
      '"last_name" is required',
      '"surprise" is not allowed',
    ]);
    const nothing = await ask(key, "PATCH", `/policyholders/${holderId}`, {});
    expect(said(nothing)).toEqual(['"value" must contain at least one field']);
    expect((await ask(key, "PATCH", `/policyholders/${newId()}`, {})).status).toBe(404);
  });

  it("rename what their policies are found by", async () => {
    const { key, holderId, policyId } = await anInsurer();
    await ask(key, "PATCH", `/policyholders/${holderId}`, { last_name: "Dlamini" });
    const found = async (word: string) =>
      list(await ask(key, "GET", `/policies?search=${word}`)).map((each) => each.policy_id);
    expect([await found("dlamini"), await found("nkosi")]).toEqual([[policyId], []]);
  });

  it("are another organisation's business to nobody, and not for a key that only reads", async () => {
    const [one, other] = [await anInsurer(), await anInsurer()];
    const path = `/policyholders/${one.holderId}`;
    for (const [method, body] of [["GET"], ["PATCH", { first_name: "X" }]] as const)
      expect((await ask(other.key, method, path, body)).status).toBe(404);
    const reader = await aKey(one.merchantId, ["payments:read"]);
    expect((await ask(reader, "GET", path)).status).toBe(200);
    expect((await ask(reader, "PATCH", path, { first_name: "X" })).status).toBe(403);
    expect((await ask(reader, "PUT", "/policyholders", PERSON)).status).toBe(403);
  });
});

describe("filters of lists", () => {
  it("find policies by holder, module, number and who added them, and include the holder", async () => {
    const { key, holderId, moduleId, policyId } = await anInsurer();
    const { body: policy } = await ask(key, "GET", `/policies/${policyId}`);
    const by = (policy.created_by as { id: string }).id;
    const number = String(policy.policy_number);
    const ids = async (query: string) =>
      list(await ask(key, "GET", `/policies?${query}`)).map((each) => each.policy_id);
    for (const query of [
      `policyholder_id=${holderId}`,
      `product_module_id=${moduleId}`,
      `created_by=${by}`,
      `policy_number=nothing,${number}`,
    ])
      expect([query, await ids(query)]).toEqual([query, [policyId]]);
    for (const query of [
      `policyholder_id=${newId()}`,
      `product_module_id=${newId()}`,
      `created_by=${newId()}`,
      `policy_number=${number.toLowerCase()}`,
    ])
      expect([query, await ids(query)]).toEqual([query, []]);
    expect(said(await ask(key, "GET", "/policies?policyholder_id=me"))).toEqual([
      '"policyholder_id" must be a valid GUID',
    ]);
    const included = await ask(key, "GET", "/policies?include=policyholder");
    expect(list(included)).toMatchObject([{ policyholder: { policyholder_id: holderId } }]);
  });

  it("find payment methods by type, verification, owner, id and dismissal", async () => {
    const { key, holderId, methodId, policyId } = await anInsurer();
    const path = `/policyholders/${holderId}/payment-methods`;
    const { body: wallet } = await ask(key, "POST", path, { type: "external", payment_method_key: "wallet" });
    const ids = async (query: string) =>
      list(await ask(key, "GET", `/payment-methods?${query}`)).map((each) => each.payment_method_id);
    const both = [wallet.payment_method_id, methodId];
    for (const [query, expected] of [
      ["type=debit_order", [methodId]],
      ["type=wallet", [wallet.payment_method_id]],
      ["type=collection_module", []],
      ["banv_status=pending,verified", [methodId]],
      [`policyholder_ids=${holderId}`, both],
      [`policyholder_ids=${newId()}`, []],
      [`payment_method_ids=${newId()},${methodId}`, [methodId]],
      ["dismissed=true", []],
      ["dismissed=false", both],
    ] as const)
      expect([query, await ids(query)]).toEqual([query, expected]);
    expect(said(await ask(key, "GET", "/payment-methods?dismissed=perhaps"))).toEqual([
      '"dismissed" must be one of [true, false]',
    ]);
    await ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id: methodId });
    const included = await ask(key, "GET", "/payment-methods?type=debit_order&include=policyholder,policies");
    expect(list(included)).toMatchObject([
      { policyholder: { policyholder_id: holderId }, policies: [{ policy_id: policyId }] },
    ]);
  });
});

/** What was announced of an object, in order; the audit log holds the same. */
async function recorded(id: unknown): Promise<string[]> {
  const announced = await runUnprepared<{ type: string }>(
    "SELECT type FROM outbox WHERE object_id = $1 ORDER BY id",
    [id],
  );
  const audited = await runUnprepared<{ action: string }>(
    "SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id",
    [id],
  );
  const types = announced.map(({ type }) => type);
  expect(audited.map(({ action }) => action)).toEqual(types);
  return types;
}
