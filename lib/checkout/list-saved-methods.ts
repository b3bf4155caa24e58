import { getCustomer } from "@/lib/customers/get-customer";
import type { Ctx } from "@/lib/verb/context";
import { listMethodsOf, type SavedPaymentMethod } from "./saved-payment-methods";

/** The cards a customer has saved, newest first. Refuses with `not_found` a customer the caller does not see. */
export async function listSavedMethods({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { customerId: string };
}): Promise<{ customerId: string; methods: SavedPaymentMethod[] }> {
  const { id } = await getCustomer({ ctx, input: { id: input.customerId } });
  return { customerId: id, methods: await listMethodsOf(id) };
}
