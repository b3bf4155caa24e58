import { createCustomer } from "@/lib/customers/create-customer";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { FIND } from "@/lib/generated/sql/sample/sample-customers/find";
import type { Ctx } from "@/lib/verb/context";
import { SAMPLE_DAYS } from "./plan";
import { PEOPLE, SHOPS } from "./shops";

/** The customers of the sample shops by `merchant/person`, made where they are not there yet. */
export async function knownCustomers(ctx: Ctx): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const since = new Date(ctx.now.getTime() - SAMPLE_DAYS * DAY_MS);
  for (const { merchantId } of SHOPS) {
    for (const [person, [name, email]] of PEOPLE.entries()) {
      const externalId = `sample-${person + 1}`;
      const [found] = await query(FIND, { merchantId, externalId });
      const input = { name, email, merchantId, externalId };
      const { id } = found ?? (await createCustomer({ ctx: { ...ctx, now: since }, input }));
      known.set(`${merchantId}/${person}`, id);
    }
  }
  return known;
}
