import { z } from "zod";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { changeDebicheck } from "./debicheck/change-debicheck";
import {
  AUTHENTICATION_TYPES,
  DEBICHECK_STATUSES,
  getDebicheckMandate,
  PROVIDER_TYPES,
} from "./debicheck/debicheck-mandate";
import { mandateAnswer } from "./debicheck/mandate-answer";
import { presentMandate } from "./debicheck/present-mandate";
import { requestDebicheck } from "./debicheck/request-debicheck";
import { pathId } from "./door-paths";
import { unfit } from "./field-words";
import { DESCRIPTION_LENGTH_MAX, text, uuidField } from "./fields";
import { jsonAnswer } from "./json";
import { readBody, refuseIssues } from "./read-body";
import { timeField } from "./time-field";

const operation = operationsWith(readBody);

const MANDATES = "/v1/insurance/payment-methods/debicheck-mandates";
const PARAMS = { id: "The mandate's id." };
/** How many reasons, or codes, of a refusal are kept. */
const REASONS_MAX = 20;

const listed = (max: number) =>
  z.array(text(max)).max(REASONS_MAX, { error: `must contain less than or equal to ${REASONS_MAX} items` });

const createBody = z.strictObject({
  policyId: uuidField,
  providerType: z.enum(PROVIDER_TYPES),
  debicheckAuthenticationType: z.enum(AUTHENTICATION_TYPES),
});

const REFUSED = ["rejected", "no_response"];
const updateBody = z
  .strictObject({
    debicheckMandateId: uuidField,
    status: z.enum(DEBICHECK_STATUSES),
    mandateRequestIdentifier: text().optional(),
    startDate: timeField.optional(),
    externalReference: text().optional(),
    failureReasons: listed(DESCRIPTION_LENGTH_MAX).optional(),
    failureCodes: listed(100).optional(),
    mandateReference: text().optional(),
    submittedAt: timeField.optional(),
  })
  .refine(({ status, failureReasons }) => !failureReasons || REFUSED.includes(status), {
    path: ["failureReasons"],
    error: "is only of a mandate that is rejected or has no response",
  })
  .refine(({ status, failureCodes }) => !failureCodes || REFUSED.includes(status), {
    path: ["failureCodes"],
    error: "is only of a mandate that is rejected or has no response",
  });

/** DebiCheck mandates: agreements that the payer's own bank asks the payer for. */
export const debicheckOperations: readonly KeyedOperation[] = [
  operation({
    id: "createDebicheckMandate",
    method: "POST",
    path: MANDATES,
    permission: "policies:manage",
    summary: "Set up a DebiCheck mandate",
    description:
      "Of the policy's payment method. While it has one that has not ended, the answer is that one, so that a request " +
      "can be sent again. `external`: say what becomes of it with PATCH; `nedbank`: the bank is asked.",
    body: { schema: createBody },
    answers: { 200: { description: "The mandate.", schema: mandateAnswer } },
    refuses: [404, 409],
    example: {
      body: {
        policyId: "$POLICY_ID",
        providerType: "external",
        debicheckAuthenticationType: "REAL TIME",
      },
    },
    handle: async ({ ctx, body }) => {
      const { policyId, providerType, debicheckAuthenticationType: authenticationType } = body;
      const input = { policyId, providerType, authenticationType };
      return jsonAnswer(presentMandate(await requestDebicheck({ ctx, input })));
    },
  }),
  operation({
    id: "getDebicheckMandate",
    method: "GET",
    path: `${MANDATES}/:id`,
    permission: "policies:read",
    summary: "Read a DebiCheck mandate",
    params: PARAMS,
    answers: { 200: { description: "The mandate.", schema: mandateAnswer } },
    example: { params: { id: "$MANDATE_ID" } },
    handle: async ({ ctx, params }) => {
      const input = { id: pathId(params.id, "DebiCheck mandate") };
      return jsonAnswer(presentMandate(await getDebicheckMandate({ ctx, input })));
    },
  }),
  operation({
    id: "updateDebicheckMandate",
    method: "PATCH",
    path: `${MANDATES}/:id`,
    permission: "policies:manage",
    summary: "Say what became of a DebiCheck mandate",
    description:
      "`debicheckMandateId` must be the id in the path. An illegal step is a 409 and changes nothing; the same again " +
      "changes nothing. Of one the bank was asked about, only `suspended`, `active` after that, and `cancelled`.",
    params: PARAMS,
    body: { schema: updateBody },
    answers: { 200: { description: "The mandate.", schema: mandateAnswer } },
    refuses: [409],
    example: {
      params: { id: "$MANDATE_ID" },
      body: { debicheckMandateId: "$MANDATE_ID", status: "active", mandateReference: "DC-1042" },
    },
    load: ({ ctx, params }) =>
      getDebicheckMandate({ ctx, input: { id: pathId(params.id, "DebiCheck mandate") } }),
    handle: async ({ ctx, body, loaded: { mandateId: id } }) => {
      const { debicheckMandateId, mandateRequestIdentifier: requestIdentifier, ...said } = body;
      if (debicheckMandateId !== id)
        refuseIssues([unfit("debicheckMandateId", "must be the id in the path")]);
      return jsonAnswer(
        presentMandate(await changeDebicheck({ ctx, input: { id, requestIdentifier, ...said } })),
      );
    },
  }),
];
