import type { NotOfferedRow } from "./row";

const V3 = "/api/payments/v3";

/** What the third wire version documents and no connector here can do. */
export const NOT_OFFERED_V3: readonly NotOfferedRow[] = [
  [
    "createPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users`,
    "payments:create",
    "Keep a payment service user (v3)",
  ],
  [
    "listPaymentServiceUsersV3",
    "GET",
    `${V3}/payment-service-users`,
    "payments:read",
    "List payment service users (v3)",
  ],
  [
    "getPaymentServiceUserV3",
    "GET",
    `${V3}/payment-service-users/:id`,
    "payments:read",
    "Read a payment service user (v3)",
  ],
  [
    "deletePaymentServiceUserV3",
    "DELETE",
    `${V3}/payment-service-users/:id`,
    "payments:create",
    "Delete a payment service user (v3)",
  ],
  [
    "listPaymentServiceUserConnectionsV3",
    "GET",
    `${V3}/payment-service-users/:id/connections`,
    "payments:read",
    "List a payment service user's connections (v3)",
  ],
  [
    "deletePaymentServiceUserConnectorV3",
    "DELETE",
    `${V3}/payment-service-users/:id/connectors/:connectorId`,
    "payments:create",
    "Part a payment service user from a connector (v3)",
  ],
  [
    "forwardPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/forward`,
    "payments:create",
    "Hand a payment service user to a connector (v3)",
  ],
  [
    "createPaymentServiceUserLinkV3",
    "POST",
    `${V3}/payment-service-users/:id/connectors/:connectorId/create-link`,
    "payments:create",
    "Make a link to connect a bank (v3)",
  ],
  [
    "listPaymentServiceUserConnectorConnectionsV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/connections`,
    "payments:read",
    "List a payment service user's connections at one connector (v3)",
  ],
  [
    "listPaymentServiceUserLinkAttemptsV3",
    "GET",
    `${V3}/payment-service-users/:id/connectors/:connectorId/link-attempts`,
    "payments:read",
    "List attempts to connect a bank (v3)",
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
  [
    "addBankAccountToPaymentServiceUserV3",
    "POST",
    `${V3}/payment-service-users/:id/bank-accounts/:bankAccountId`,
    "payments:create",
    "Give a payment service user bank details (v3)",
  ],
  [
    "forwardPaymentServiceUserBankAccountV3",
    "POST",
    `${V3}/payment-service-users/:id/bank-accounts/:bankAccountId/forward`,
    "payments:create",
    "Hand a payment service user's bank details to a connector (v3)",
  ],
];
