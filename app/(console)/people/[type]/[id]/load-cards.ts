import { listSavedMethods } from "@/lib/checkout/list-saved-methods";
import { providerNamed } from "@/lib/connectors/all-providers";
import { connectionById, connectionIdOf } from "@/lib/connectors/connection";
import { spellId } from "@/lib/ids";
import type { Person } from "@/lib/people/person";
import type { Ctx } from "@/lib/verb/context";

/** A card that somebody may be charged by, and who keeps it. */
export type KeptCard = Awaited<ReturnType<typeof loadCards>>[number];

/** The cards a person has saved as a customer, newest first of each record. */
export async function loadCards(ctx: Ctx, { records }: Person) {
  const customers = records.filter(({ type }) => type === "customer");
  const kept = await Promise.all(
    customers.map(({ id }) => listSavedMethods({ ctx, input: { customerId: id } })),
  );
  const cards = kept.flatMap(({ customerId, methods }) => methods.map((card) => ({ ...card, customerId })));
  return Promise.all(
    cards.map(async ({ id, customerId, brand, last4, expiryMonth, expiryYear, ...sent }) => {
      const { provider, live } = await connectionById(connectionIdOf(sent));
      const keeper = { label: providerNamed(provider).label, live };
      return { id: spellId("pm", id), customerId, brand, last4, expiryMonth, expiryYear, keeper };
    }),
  );
}
