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

const BATCHES =
  "payments are handed to a connector one by one; say what became of each with PUT /payments/{id}";

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
