import { expect, it } from "vitest";
import { DEFAULT_READER } from "@/components/ui/reader";
import { contextOf } from "@/lib/auth/testing/contexts";
import { createCustomer } from "@/lib/customers/create-customer";
import { deleteCustomer } from "@/lib/customers/delete-customer";
import { anInsurer, ask } from "@/lib/policies/testing";
import { personQuery } from "./person-query";

const ctx = contextOf("operator");

/** Whose records are a policyholder's and two customers' with one e-mail address. */
async function aPersonKeptThrice() {
  const { merchantId, key, holderId } = await anInsurer();
  const email = "thandi@example.com";
  expect((await ask(key, "PATCH", `/policyholders/${holderId}`, { email })).status).toBe(200);
  const made = async (name: string) =>
    (await createCustomer({ ctx, input: { merchantId, name, email, metadata: {} } })).id;
  return { policyholder: holderId, one: await made("T. Nkosi"), other: await made("Thandi N.") };
}

it.each([
  ["none", []],
  ["one customer", ["one"]],
  ["every customer", ["one", "other"]],
] as const)(
  "a person of whom %s is deleted is shown by each of their records, each with whether it is",
  async (_, gone) => {
    const kept = await aPersonKeptThrice();
    for (const each of gone) await deleteCustomer({ ctx, input: { id: kept[each] } });
    for (const [which, id] of Object.entries(kept)) {
      const type = which === "policyholder" ? which : "customer";
      const params = new URLSearchParams({ type, id });
      const { records } = await personQuery.read({ ctx, reader: DEFAULT_READER, params });
      expect(new Set(records.map((record) => `${record.id} ${record.deletedAt !== null}`))).toEqual(
        new Set(Object.entries(kept).map(([each, own]) => `${own} ${gone.some((one) => one === each)}`)),
      );
    }
  },
);
