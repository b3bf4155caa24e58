import type { Door } from "@/lib/http/operation";
import { basicSecret } from "./basic-auth";
import { POLICY_REFUSALS, presentProblem } from "./errors";
import { paymentOperations } from "./operations";
import { batchOperations } from "./operations-batches";
import { collectionOperations } from "./operations-collection";
import { couponOperations } from "./operations-coupons";
import { debicheckOperations } from "./operations-debicheck";
import { holderOperations } from "./operations-holders";
import { lifeOperations } from "./operations-life";
import { methodOperations } from "./operations-methods";
import { policyOperations } from "./operations-policies";
import { queueEventOperations } from "./operations-queue-events";
import { scheduledOperations } from "./operations-scheduled";
import { webhookOperations } from "./operations-webhooks";

/** The policy door (Root dialect): everything under `/v1/insurance`. */
export const policies: Door = {
  name: "policy",
  tag: "Policies",
  component: "Policy",
  description:
    "An insurer's collection system records premiums and what became of them. Amounts are integers in cents, names " +
    "snake_case; unknown keys are refused. The API key is the user name of HTTP Basic, the password is empty.",
  prefix: "/v1/insurance",
  security: ["basic"],
  secretOf: basicSecret,
  present: presentProblem,
  refusals: POLICY_REFUSALS,
  operations: [
    ...paymentOperations,
    ...collectionOperations,
    ...scheduledOperations,
    ...couponOperations,
    ...policyOperations,
    ...lifeOperations,
    ...holderOperations,
    ...methodOperations,
    ...batchOperations,
    ...debicheckOperations,
    ...webhookOperations,
    ...queueEventOperations,
  ],
};
