import { bearerSecret, type Door } from "@/lib/http/operation";
import { CHECKOUT_REFUSALS, presentProblem } from "./errors";
import { paymentOperations } from "./operations";
import { customerOperations } from "./operations-customers";
import { savedMethodOperations } from "./operations-saved-methods";

/** The checkout door (Paygentic dialect): everything under `/v0`. */
export const checkout: Door = {
  name: "checkout",
  tag: "Checkout",
  component: "Checkout",
  description:
    "A merchant sends a customer a link to pay. Amounts are decimal strings, names are camelCase, and an absent optional " +
    "is left out of an answer, never null.",
  prefix: "/v0",
  security: ["bearer"],
  secretOf: bearerSecret,
  present: presentProblem,
  refusals: CHECKOUT_REFUSALS,
  operations: [...paymentOperations, ...customerOperations, ...savedMethodOperations],
};
