import type { NotOfferedRow } from "./row";

const V3 = "/api/payments/v3";

/** What the third wire version documents and no connector here can do. */
export const NOT_OFFERED_V3: readonly NotOfferedRow[] = [
  [
    "createPaymentServiceUserLinkV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/create-link`,
    "payments:create",
    "Make a link to connect a bank (v3)",
  ],
  [
    "getPaymentServiceUserLinkAttemptV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/link-attempts/:attemptId`,
    "payments:read",
    "Read an attempt to connect a bank (v3)",
  ],
  [
    "deletePaymentServiceUserConnectionV3",
    "DELETE",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections/:connectionId`,
    "payments:create",
    "Delete a connection (v3)",
  ],
  [
    "updatePaymentServiceUserLinkV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections/:connectionId/update-link`,
    "payments:create",
    "Make a link to renew a connection (v3)",
  ],
];
