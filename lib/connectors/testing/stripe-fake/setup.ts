import { type Books, idOf, now, type Session } from "./books";
import { TEST_METHODS } from "./cards";
import { invalid, missing } from "./fails";
import { formOf, textOf } from "./form";
import type { Call } from "./operations";
import { presentKept, presentSession } from "./present";

/** A page on which a card is kept to be charged later. */
export function createSetupSession({ books, form, origin }: Call) {
  if (form.line_items) throw invalid("You can not pass `line_items` in `setup` mode.");
  if (!textOf(form.currency))
    throw invalid("Missing required param: currency.", "parameter_missing", "currency");
  const session: Session = {
    ...{ id: `cs_test_${idOf("x").slice(2)}`, created: now(), status: "open", intent: null, amount: 0 },
    ...{ currency: "", lines: [], savesMethod: true, expiresAt: now() + 86_400 },
    clientReferenceId: textOf(form.client_reference_id),
    metadata: formOf(form.metadata) as Record<string, string>,
    intentMetadata: {},
    successUrl: textOf(form.success_url) ?? "",
    cancelUrl: textOf(form.cancel_url) ?? "",
    locale: textOf(form.locale) ?? "auto",
    setup: {
      id: idOf("seti"),
      created: now(),
      status: "requires_payment_method",
      customer: null,
      method: null,
    },
  };
  books.sessions.unshift(session);
  return presentSession(books, session, origin);
}

/** The payer agrees on the page. Resolves to what the page says. */
export function agreeOnPage(
  books: Books,
  session: Session,
  number: string,
  origin: string,
): "paid" | "closed" | string {
  const { setup } = session;
  if (!setup || session.status !== "open" || session.expiresAt <= now()) return "closed";
  const does = TEST_METHODS[number.replace(/\s/g, "")];
  if (!does) return "Your card number is invalid.";
  setup.customer = idOf("cus");
  setup.method = { id: idOf("pm"), does };
  setup.status = "succeeded";
  books.save(does, setup.customer, setup.method.id);
  session.status = "complete";
  books.tell("checkout.session.completed", presentSession(books, session, origin));
  return "paid";
}

export function presentMethod(books: Books, id: string) {
  const method = books.methods.get(id);
  if (!method) throw missing("PaymentMethod", id);
  const { does, customer, created } = method;
  const attached = books.saved.has(`${customer}/${id}`);
  return { ...presentKept({ id, does }), created, customer: attached ? customer : null };
}

/** A kept method is taken from its customer, for good: by the API, or by somebody at Stripe. */
export function detachMethod({ books, id }: Pick<Call, "books" | "id">) {
  if (!books.saved.delete(`${books.methods.get(id)?.customer}/${id}`))
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  const detached = presentMethod(books, id);
  books.tell("payment_method.detached", detached);
  return detached;
}

/** Somebody deletes a customer at Stripe, and with it all that was kept. */
export function deleteCustomer(books: Books, id: string): void {
  for (const token of books.saved.keys()) if (token.startsWith(`${id}/`)) books.saved.delete(token);
  books.deletedCustomers.add(id);
  books.tell("customer.deleted", customerNamed(id));
}

export function presentCustomer({ books, id }: Pick<Call, "books" | "id">) {
  if (books.deletedCustomers.has(id)) return { id, object: "customer", deleted: true };
  if (![...books.methods.values()].some(({ customer }) => customer === id)) throw missing("customer", id);
  return customerNamed(id);
}

function customerNamed(id: string) {
  return { id, object: "customer", created: now(), livemode: false };
}
