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
  const setup = setupWith(books, id);
  if (!setup?.method) throw missing("PaymentMethod", id);
  const attached = books.saved.has(`${setup.customer}/${id}`);
  return { ...presentKept(setup.method), created: setup.created, customer: attached ? setup.customer : null };
}

export function detachMethod({ books, id }: Call) {
  const setup = setupWith(books, id);
  if (!books.saved.delete(`${setup?.customer}/${id}`))
    throw invalid(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
    );
  return presentMethod(books, id);
}

function setupWith(books: Books, id: string) {
  return books.sessions.find(({ setup }) => setup?.method?.id === id)?.setup;
}
