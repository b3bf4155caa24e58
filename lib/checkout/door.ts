import { createCustomer } from "@/lib/customers/create-customer";
import { listCustomers } from "@/lib/customers/list-customers";
import { bearerSecret, type Call, defineDoor, type Route } from "@/lib/doors/door";
import { answerJson } from "@/lib/http/answer-json";
import { readJsonObject } from "@/lib/http/json-body";
import { validate } from "@/lib/http/validate";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { createCheckoutPayment } from "./create-checkout-payment";
import { presentProblem } from "./errors";
import { PAYMENT_LIMIT_DEFAULT_MINOR } from "./fields";
import { getCheckoutPayment } from "./get-checkout-payment";
import { listCheckoutPayments } from "./list-checkout-payments";
import { paymentLimitOfBody } from "./payment-limit";
import { presentCustomer, presentList, presentPayment } from "./present";
import { createCustomerBody, createPaymentBody, listCustomersQuery, listPaymentsQuery } from "./wire";

export const checkoutRoutes: readonly Route[] = [
  { method: "POST", path: "/v0/payments", handle: createPayment },
  { method: "GET", path: "/v0/payments", handle: listPayments },
  { method: "GET", path: "/v0/payments/:id", handle: getPayment },
  { method: "POST", path: "/v0/payments/:id/cancel", handle: cancel },
  { method: "POST", path: "/v0/customers", handle: addCustomer },
  { method: "GET", path: "/v0/customers", handle: customers },
];

/** The checkout door (Paygentic dialect): everything under `/v0`. */
export const checkoutDoor = defineDoor(
  { name: "checkout", secretOf: bearerSecret, present: presentProblem },
  checkoutRoutes,
);

async function createPayment({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "payments:create");
  const body = await readJsonObject(request);
  const bound = merchantBound(ctx.actor);
  const limitMinor = await paymentLimitOfBody(body, bound);
  const input = validate(paymentBody(bound === null, limitMinor), body);
  const { created, payment } = await createCheckoutPayment({ ctx, input });
  return answerJson(presentPayment(payment), { status: created ? 201 : 200 });
}

async function listPayments({ ctx, url }: Call): Promise<Response> {
  const input = validate(listPaymentsQuery, Object.fromEntries(url.searchParams));
  const { payments, total } = await listCheckoutPayments({ ctx, input });
  return answerJson(
    presentList(payments.map(presentPayment), { limit: input.limit, offset: input.offset, total }),
  );
}

async function getPayment({ ctx, params }: Call): Promise<Response> {
  return answerJson(presentPayment(await getCheckoutPayment({ ctx, input: { id: params.id ?? "" } })));
}

async function cancel({ ctx, params }: Call): Promise<Response> {
  authorize(ctx, "payments:cancel");
  // Reading first expires a link past its time, and keeps this door to its own payments.
  const { id } = await getCheckoutPayment({ ctx, input: { id: params.id ?? "" } });
  await cancelPayment({ ctx, input: { id } });
  return getPayment({ ctx, params } as Call);
}

async function addCustomer({ ctx, request }: Call): Promise<Response> {
  authorize(ctx, "customers:write");
  const body = await readJsonObject(request);
  const input = validate(merchantBound(ctx.actor) === null ? CUSTOMER_OF_ANY : CUSTOMER_OF_BOUND, body);
  return answerJson(presentCustomer(await createCustomer({ ctx, input })), { status: 201 });
}

async function customers({ ctx, url }: Call): Promise<Response> {
  const input = validate(listCustomersQuery, Object.fromEntries(url.searchParams));
  const { customers, total } = await listCustomers({ ctx, input });
  return answerJson(
    presentList(customers.map(presentCustomer), { limit: input.limit, offset: input.offset, total }),
  );
}

// Made once: making a schema takes several times what a whole request takes. Only an amount that needs a merchant's own
// limit, and so a look at the merchant, has one made for it.
const PAYMENT_OF_ANY = createPaymentBody({ merchantRequired: true });
const PAYMENT_OF_BOUND = createPaymentBody({ merchantRequired: false });
const CUSTOMER_OF_ANY = createCustomerBody({ merchantRequired: true });
const CUSTOMER_OF_BOUND = createCustomerBody({ merchantRequired: false });

function paymentBody(merchantRequired: boolean, limitMinor: bigint) {
  if (limitMinor !== PAYMENT_LIMIT_DEFAULT_MINOR) return createPaymentBody({ merchantRequired, limitMinor });
  return merchantRequired ? PAYMENT_OF_ANY : PAYMENT_OF_BOUND;
}
