import { bearerSecret, type Door, type Operation } from "@/lib/http/operation";
import { serverInfo } from "./answers";
import { balanceOperations } from "./balances/operations";
import { bankAccountOperationsV3 } from "./bank-accounts/operations";
import { bankAccountOperationsV1 } from "./bank-accounts/operations-v1";
import { configOperations } from "./connectors/operations-configs";
import { manageOperationsV1 } from "./connectors/operations-manage-v1";
import { manageOperationsV3 } from "./connectors/operations-manage-v3";
import { taskOperationsV1 } from "./connectors/operations-tasks";
import { CONNECTED_REFUSALS, presentProblem } from "./errors";
import { initiationOperationsV3 } from "./initiations/operations";
import { initiationOperationsV1 } from "./initiations/operations-v1";
import { v1Operations } from "./operations";
import { connectorOperations } from "./operations-connectors";
import { notOfferedOperations } from "./operations-not-offered";
import { v3Operations } from "./operations-v3";
import { paymentServiceUserOperations } from "./payment-service-users/operations";
import { forwardedUserOperations } from "./payment-service-users/operations-connectors";
import { poolOperationsV3 } from "./pools/operations";
import { poolOperationsV1 } from "./pools/operations-v1";
import { refusingGetBody } from "./query/refuse-get-body";
import { authenticateBearer } from "./token";
import { SERVER_INFO } from "./versions";

const OPERATIONS: readonly Operation[] = [
  ...v1Operations,
  ...v3Operations,
  ...connectorOperations,
  ...configOperations,
  ...manageOperationsV1,
  ...manageOperationsV3,
  ...taskOperationsV1,
  ...balanceOperations,
  ...initiationOperationsV1,
  ...initiationOperationsV3,
  ...bankAccountOperationsV1,
  ...bankAccountOperationsV3,
  ...paymentServiceUserOperations,
  ...forwardedUserOperations,
  ...poolOperationsV1,
  ...poolOperationsV3,
  ...notOfferedOperations,
  {
    id: "getServerInfo",
    method: "GET",
    path: "/api/payments/_info",
    permission: null,
    summary: "Which version this is",
    answers: { 200: { description: "The version.", schema: serverInfo } },
    answer: () => Response.json(SERVER_INFO),
  },
];

/** The connected door (Formance dialect): everything under `/api/payments`, both wire versions over one model. */
export const connected: Door = {
  name: "connected",
  tag: "Connected payments",
  component: "Connected",
  description:
    "Every payment of every provider and door in one list, in two wire versions over one model. Amounts are JSON integers " +
    "in minor units, exact however large; ids are opaque. Use an access token or the API key itself.",
  prefix: "/api/payments",
  security: ["bearer", "oauth2"],
  secretOf: bearerSecret,
  authenticate: authenticateBearer,
  present: presentProblem,
  refusals: CONNECTED_REFUSALS,
  operations: OPERATIONS.map(refusingGetBody),
};
