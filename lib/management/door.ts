import { CHECKOUT_REFUSALS, presentProblem } from "@/lib/checkout/errors";
import { bearerSecret, type Door } from "@/lib/http/operation";
import { commissionOperations } from "./operations-commissions";
import { importOperations } from "./operations-imports";
import { merchantOperations } from "./operations-merchants";
import { payoutOperations } from "./operations-payouts";
import { retryOperations } from "./operations-retries";
import { webhookDeliveryOperations } from "./operations-webhook-deliveries";
import { webhookEndpointOperations } from "./operations-webhook-endpoints";

/** The management door, of our own: what people do in the console around payments, for programs. Refuses as the checkout door does. */
export const management: Door = {
  name: "management",
  tag: "Management",
  component: "Management",
  description:
    "What is done in the console around payments: webhook endpoints and deliveries, retries, payouts and commissions, " +
    "merchants, imports of files. Amounts are decimal strings, names are camelCase, and an absent optional is left out of an answer, never " +
    "null. Each part asks for a scope of its own.",
  prefix: "/management/v1",
  security: ["bearer"],
  secretOf: bearerSecret,
  present: presentProblem,
  refusals: CHECKOUT_REFUSALS,
  operations: [
    ...webhookEndpointOperations,
    ...webhookDeliveryOperations,
    ...retryOperations,
    ...payoutOperations,
    ...commissionOperations,
    ...merchantOperations,
    ...importOperations,
  ],
};
