import { amountOf, wholeNumber } from "./amounts";
import { type Books, type Intent, idOf, now, type Session } from "./books";
import { type Decline, TEST_METHODS, type TestMethod } from "./cards";
import { invalid, missing, StripeFailure } from "./fails";
import { type Form, formOf, listOf, textOf } from "./form";
import { expandOf, found, LISTED, page } from "./listing";
import { disputeIn, isOf, MIRRORED, refundIn } from "./mirrored";
import { decline, lapsePage, makeRefund, submitEvidence, take } from "./pay";
import {
  presentDispute,
  presentEvent,
  presentIntent,
  presentKept,
  presentRefund,
  presentSession,
} from "./present";
import { createSetupSession, detachMethod, presentCustomer, presentMethod } from "./setup";

export interface Call {
  books: Books;
  form: Form;
  id: string;
  origin: string;
}

export interface Operation {
  method: "GET" | "POST";
  path: RegExp;
  /** Where texts are known, with `*` for any name; any other is refused as Stripe refuses it. */
  takes: readonly string[];
  run: (call: Call) => unknown;
}

const METADATA = "metadata[*]";

/** What this stand-in can do. What it does not know it refuses. */
export const OPERATIONS: readonly Operation[] = [
  { method: "GET", path: /^\/v1\/account$/, takes: [], run: ({ books }) => account(books) },
  {
    method: "POST",
    path: /^\/v1\/checkout\/sessions$/,
    takes: [
      ...["mode", "client_reference_id", METADATA, "payment_intent_data[metadata][*]", "customer_email"],
      ...["line_items[][quantity]", "line_items[][price_data][currency]", "locale", "expand[]"],
      ...["line_items[][price_data][unit_amount]", "line_items[][price_data][product_data][name]"],
      ...["customer_creation", "saved_payment_method_options[payment_method_save]"],
      ...["success_url", "cancel_url", "expires_at"],
      ...["currency", "setup_intent_data[metadata][*]", "setup_intent_data[description]"],
    ],
    run: (call) => (textOf(call.form.mode) === "setup" ? createSetupSession(call) : createSession(call)),
  },
  {
    method: "GET",
    path: /^\/v1\/payment_methods\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id }) => presentMethod(books, id),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_methods\/([^/]+)\/detach$/,
    takes: ["expand[]"],
    run: detachMethod,
  },
  {
    method: "POST",
    path: /^\/v1\/checkout\/sessions\/([^/]+)\/expire$/,
    takes: ["expand[]"],
    run: expireSession,
  },
  {
    method: "GET",
    path: /^\/v1\/checkout\/sessions\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id, form, origin }) =>
      presentSession(books, found(books.sessions, "checkout.session", id), origin, expandOf(form)),
  },
  {
    method: "GET",
    path: /^\/v1\/checkout\/sessions$/,
    takes: [...LISTED, "status"],
    run: ({ books, form, origin }) =>
      page(books.sessions, form, (session) => presentSession(books, session, origin)),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents$/,
    takes: [
      ...["amount", "currency", "customer", "payment_method", "off_session", "confirm", METADATA],
      ...["automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]"],
      ...["error_on_requires_action", "expand[]"],
    ],
    run: createIntent,
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id, form }) =>
      presentIntent(books, found(books.intents, "payment_intent", id), expandOf(form)),
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents$/,
    takes: [...LISTED, "customer"],
    run: ({ books, form }) => {
      const customer = textOf(form.customer);
      const of = books.intents.filter((intent) => !customer || intent.customer === customer);
      return page(of, form, (intent) => presentIntent(books, intent));
    },
  },
  {
    method: "GET",
    path: /^\/v1\/customers\/([^/]+)$/,
    takes: ["expand[]"],
    run: presentCustomer,
  },
  {
    method: "POST",
    path: /^\/v1\/customers$/,
    takes: ["description"],
    run: () => ({ id: idOf("cus"), object: "customer", created: now(), livemode: false }),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_methods\/pm_card_visa\/attach$/,
    takes: ["customer"],
    run: ({ books, form }) => {
      const customer = textOf(form.customer) ?? "";
      const does = TEST_METHODS["4242424242424242"] as TestMethod;
      const [, id] = books.save(does, customer).split("/");
      return { ...presentKept({ id: id ?? "", does }), customer };
    },
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    takes: ["payment_intent", "amount", METADATA, "expand[]"],
    run: createRefund,
  },
  {
    method: "GET",
    path: /^\/v1\/refunds\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id }) => presentRefund(found(books.refunds, "refund", id)),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds$/,
    takes: [...LISTED, "payment_intent", "charge"],
    run: ({ books, form }) => page(books.refunds.filter(isOf(form)), form, refundIn(books, form)),
  },
  {
    method: "GET",
    path: /^\/v1\/disputes\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id }) => presentDispute(found(books.disputes, "dispute", id)),
  },
  {
    method: "POST",
    path: /^\/v1\/disputes\/([^/]+)$/,
    takes: ["evidence[uncategorized_text]", "evidence[product_description]", METADATA, "submit", "expand[]"],
    run: answerDispute,
  },
  {
    method: "GET",
    path: /^\/v1\/disputes$/,
    takes: [...LISTED, "charge"],
    run: ({ books, form }) => page(books.disputes.filter(isOf(form)), form, disputeIn(books, form)),
  },
  ...MIRRORED,
  {
    method: "GET",
    path: /^\/v1\/events$/,
    takes: [...LISTED, "types[]"],
    run: ({ books, form }) => {
      const types = listOf(form.types);
      if (types.length > 20) throw invalid("You may pass at most 20 types.", undefined, "types");
      const of = books.events.filter(({ type }) => types.length === 0 || types.includes(type));
      return page(of, form, presentEvent);
    },
  },
];

function account({ account: id }: Books) {
  return { id, object: "account", business_profile: { name: "Lakeside Ceramics" }, default_currency: "gbp" };
}

function createSession({ books, form, origin }: Call) {
  const items = listOf(form.line_items).map((item) => (typeof item === "string" ? {} : item));
  if (items.length === 0)
    throw invalid("Missing required param: line_items.", "parameter_missing", "line_items");
  const lines = items.map((item) => {
    const price = formOf(item.price_data);
    const amount = wholeNumber(price.unit_amount, "line_items[price_data][unit_amount]");
    const name = textOf(formOf(price.product_data).name) ?? "";
    return { name, amount, currency: textOf(price.currency) ?? "" };
  });
  const expiresAt = form.expires_at ? wholeNumber(form.expires_at, "expires_at") : now() + 86_400;
  if (expiresAt < now() + 1_800 || expiresAt > now() + 86_400)
    throw invalid(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.",
      undefined,
      "expires_at",
    );
  const currency = lines[0]?.currency ?? "";
  const amount = amountOf(String(lines.reduce((sum, line) => sum + line.amount, 0)), currency);
  if (amount < 30)
    throw invalid("The total amount due must add up to at least 30 cents.", "amount_too_small");
  const save = textOf(formOf(form.saved_payment_method_options).payment_method_save) === "enabled";
  const session: Session = {
    ...{ id: `cs_test_${idOf("x").slice(2)}`, created: now(), status: "open", intent: null, amount },
    currency,
    clientReferenceId: textOf(form.client_reference_id),
    metadata: formOf(form.metadata) as Record<string, string>,
    intentMetadata: formOf(formOf(form.payment_intent_data).metadata) as Record<string, string>,
    lines,
    successUrl: textOf(form.success_url) ?? "",
    cancelUrl: textOf(form.cancel_url) ?? "",
    locale: textOf(form.locale) ?? "auto",
    savesMethod: save,
    expiresAt,
    setup: null,
  };
  books.sessions.unshift(session);
  return presentSession(books, session, origin);
}

function expireSession({ books, id, origin }: Call) {
  const session = found(books.sessions, "checkout.session", id);
  if (session.status !== "open")
    throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.');
  lapsePage(books, session, origin);
  return presentSession(books, session, origin);
}

function createIntent({ books, form }: Call) {
  const [customer, method] = [textOf(form.customer), textOf(form.payment_method)];
  const does = books.saved.get(`${customer}/${method}`);
  if (!customer || !method || !does) throw missing("PaymentMethod", method ?? "");
  const currency = textOf(form.currency) ?? "";
  const intent: Intent = {
    ...{ id: idOf("pi"), created: now(), amount: amountOf(form.amount, currency), currency },
    ...{ status: "requires_payment_method", lastError: null, customer },
    metadata: formOf(form.metadata) as Record<string, string>,
    paymentMethod: { id: method, created: now(), does, allow_redisplay: "always" },
  };
  books.intents.unshift(intent);
  const refused = does.challenged ? challengeOf(form) : does.declines;
  if (refused) {
    decline(books, intent, refused);
    throw new StripeFailure(402, { type: "card_error", ...refused, message: "Your card was declined." });
  }
  if (does.challenged) intent.status = "requires_action";
  else take(books, intent, does);
  return presentIntent(books, intent, expandOf(form));
}

// Whoever is there, and is to be sent nowhere, is as good as absent.
function challengeOf(form: Form): Decline | undefined {
  const code = "authentication_required";
  return form.off_session === "true" || form.error_on_requires_action === "true"
    ? { code, decline_code: code }
    : undefined;
}

function createRefund({ books, form }: Call) {
  const intent = found(books.intents, "payment_intent", textOf(form.payment_intent) ?? "");
  const left = intent.amount - books.refundedOf(intent);
  const amount = form.amount ? amountOf(form.amount, intent.currency) : left;
  if (intent.status !== "succeeded")
    throw invalid("This PaymentIntent does not have a successful charge to refund.");
  if (left === 0) throw invalid("Charge has already been refunded.", "charge_already_refunded");
  if (amount > left) throw invalid("Refund amount is greater than unrefunded amount on charge.");
  const metadata = formOf(form.metadata) as Record<string, string>;
  return presentRefund(makeRefund(books, intent, amount, metadata));
}

function answerDispute({ books, form, id }: Call) {
  const dispute = found(books.disputes, "dispute", id);
  if (textOf(form.submit) !== "true") throw invalid("This stand-in keeps no evidence that is not submitted.");
  const [evidence, metadata] = [formOf(form.evidence), formOf(form.metadata)] as Record<string, string>[];
  submitEvidence(books, dispute, evidence ?? {}, metadata ?? {});
  return presentDispute(dispute);
}
