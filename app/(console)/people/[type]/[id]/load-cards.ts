import { listSavedMethods } from "@/lib/checkout/list-saved-methods";
import { providerNamed } from "@/lib/connectors/all-providers";
import { connectionById, connectionIdOf } from "@/lib/connectors/connection";
import { spellId } from "@/lib/ids";
import type { Person } from "@/lib/people/person";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";

/** A card that somebody may be charged by, and who keeps it. */
export type KeptCard = Awaited<ReturnType<typeof loadCards>>[number];

/** The cards a person has saved as a customer, newest first of each record. */
export async function loadCards(ctx: Ctx, { records }: Person) {
  const customers = records.filter(({ type }) => type === "customer");
  const kept = await Promise.all(customers.map(({ id }) => cardsOf(ctx, id)));
  const cards = kept.flat();
  return Promise.all(
    cards.map(async ({ id, customerId, brand, last4, expiryMonth, expiryYear, ...sent }) => {
      const { provider, live } = await connectionById(connectionIdOf(sent));
      const keeper = { label: providerNamed(provider).label, live };
      return { id: spellId("pm", id), customerId, brand, last4, expiryMonth, expiryYear, keeper };
    }),
  );
}

/** None of a customer who has been deleted, also while the page was being read: those cards are removed with them. */
async function cardsOf(ctx: Ctx, id: string) {
  try {
    const { customerId, methods } = await listSavedMethods({ ctx, input: { customerId: id } });
    return methods.map((card) => ({ ...card, customerId }));
  } catch (err) {
    if (problemOf(err)?.code === "not_found") return [];
    throw err;
  }
}
