import { notOffered } from "@/lib/http/not-offered";
import { type KeyedOperation, type Method, operationsWith } from "@/lib/http/operation";
import type { Permission } from "@/lib/verb/permissions";
import { readBody } from "./read-body";

const operation = operationsWith(readBody);

const V1 = "/v1/insurance";

type Row = [
  id: string,
  method: Method,
  path: string,
  permission: Permission,
  summary: string,
  instead: string,
];

const MANDATES = "mandates are kept by no connector here; debit orders are verified by their payment method";
const BATCHES =
  "payments are handed to a connector one by one; say what became of each with PUT /payments/{id}";
const WEBHOOKS = "webhooks of every door are kept in the console, under Webhooks";

/** What the dialect documents and this door does otherwise. Clients would take a 404 for a wrong address. */
const NOT_OFFERED: readonly Row[] = [
  [
    "updatePaymentBatch",
    "PATCH",
    `${V1}/payment-batches/:id`,
    "payments:update",
    "Update a payment batch",
    BATCHES,
  ],
  [
    "listExternalMethodTypes",
    "GET",
    `${V1}/payment-methods/external-types`,
    "policies:read",
    "List types of external payment methods",
    "an external payment method carries its own key",
  ],
  [
    "createDebicheckMandate",
    "POST",
    `${V1}/payment-methods/debicheck-mandates`,
    "policies:manage",
    "Create a mandate",
    MANDATES,
  ],
  [
    "getDebicheckMandate",
    "GET",
    `${V1}/payment-methods/debicheck-mandates/:id`,
    "policies:read",
    "Read a mandate",
    MANDATES,
  ],
  [
    "updateDebicheckMandate",
    "PATCH",
    `${V1}/payment-methods/debicheck-mandates/:id`,
    "policies:manage",
    "Update a mandate",
    MANDATES,
  ],
  ["createPolicyWebhook", "POST", `${V1}/webhooks`, "policies:manage", "Create a webhook", WEBHOOKS],
  ["listPolicyWebhooks", "GET", `${V1}/webhooks`, "policies:read", "List webhooks", WEBHOOKS],
  ["getPolicyWebhook", "GET", `${V1}/webhooks/:id`, "policies:read", "Read a webhook", WEBHOOKS],
  ["updatePolicyWebhook", "PATCH", `${V1}/webhooks/:id`, "policies:manage", "Update a webhook", WEBHOOKS],
  ["archivePolicyWebhook", "DELETE", `${V1}/webhooks/:id`, "policies:manage", "Archive a webhook", WEBHOOKS],
  [
    "disablePolicyWebhook",
    "POST",
    `${V1}/webhooks/:id/disable`,
    "policies:manage",
    "Disable a webhook",
    WEBHOOKS,
  ],
  [
    "enablePolicyWebhook",
    "POST",
    `${V1}/webhooks/:id/enable`,
    "policies:manage",
    "Enable a webhook",
    WEBHOOKS,
  ],
  ["pingPolicyWebhook", "GET", `${V1}/webhooks/:id/ping`, "policies:manage", "Ping a webhook", WEBHOOKS],
  [
    "listWebhookQueueEvents",
    "GET",
    `${V1}/webhooks/:id/queue-events`,
    "policies:read",
    "List a webhook's queue events",
    WEBHOOKS,
  ],
  [
    "retryWebhookQueueEvents",
    "POST",
    `${V1}/webhooks/:id/queue-events/retry`,
    "policies:manage",
    "Retry a webhook's queue events",
    WEBHOOKS,
  ],
  [
    "retryWebhookQueueEvent",
    "POST",
    `${V1}/webhook-queue-events/:id/retry`,
    "policies:manage",
    "Retry a queue event",
    WEBHOOKS,
  ],
  [
    "listWebhookQueueEventAttempts",
    "GET",
    `${V1}/webhook-queue-events/:id/attempts`,
    "policies:read",
    "List the attempts of a queue event",
    WEBHOOKS,
  ],
];

/** Each is refused, whatever it is sent, with where to go instead. */
export const notOfferedOperations: readonly KeyedOperation[] = NOT_OFFERED.map(
  ([id, method, path, permission, summary, instead]) =>
    operation(
      notOffered({
        ...{ id, method, path, permission, summary },
        description: `Not offered here, and always refused with an \`invalid_request_error\`: ${instead}.`,
        message: `Not supported here: ${instead}.`,
      }),
    ),
);
