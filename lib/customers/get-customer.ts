import { type Queryable, queryOne } from "@/lib/db/sql";
import { FIND_CUSTOMER } from "@/lib/generated/sql/customers/find-customer";
import { LOCK_CUSTOMER } from "@/lib/generated/sql/customers/lock-customer";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { Customer } from "./customer";

/** One customer, by any spelling of their id. Refuses with `not_found`, also another merchant's and a deleted one's. */
export async function getCustomer({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Customer> {
  authorize(ctx, "customers:read");
  const id = readAnyId(input.id);
  const found = id && (await queryOne(FIND_CUSTOMER, { id, merchantId: merchantBound(ctx.actor) }));
  return found || refuse(input.id);
}

/** The same, locked against whoever changes or deletes it at once. */
export async function lockCustomer(tx: Queryable, ctx: Ctx, text: string): Promise<Customer> {
  const id = readAnyId(text);
  const found = id && (await queryOne(LOCK_CUSTOMER, { id, merchantId: merchantBound(ctx.actor) }, tx));
  return found || refuse(text);
}

function refuse(id: string): never {
  throw new Refused({ code: "not_found", object: "Customer", id });
}
