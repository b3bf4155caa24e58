import { one, paymentV1 } from "@/lib/connected/answers";
import { uuidAt } from "@/lib/connected/payment-at";
import { connectedPaymentById } from "@/lib/connected/payments/connected-payment";
import { losslessJson, presentPaymentV1 } from "@/lib/connected/present";
import { PAYMENT_PARAMS } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { addAdjustment } from "@/lib/connected/wire";
import { operationsWith } from "@/lib/http/operation";
import { addPaymentAdjustment } from "./add-payment-adjustment";

const operation = operationsWith(validateFirst);

/** Ours, in the connected door: it takes payments of every kind, and so stands above them. */
export const adjustmentOperation = operation({
  id: "addAdjustment",
  method: "POST",
  path: "/api/payments/payments/:id/adjustments",
  permission: "payments:adjust",
  summary: "Report what became of a payment of any door",
  description:
    "A status that the life cycle of the payment's door forbids is a 400 with the code CONFLICT; so is a refund of what a " +
    "connector of ours charged, which is made and told by that connector.",
  params: PAYMENT_PARAMS,
  body: { schema: addAdjustment },
  answers: {
    200: { description: "It was reported before; nothing changed.", schema: one(paymentV1) },
    201: { description: "The payment with the new adjustment.", schema: one(paymentV1) },
  },
  example: {
    params: { id: "$PAYMENT_ID" },
    body: { reference: "evt-77", createdAt: "2026-01-06T10:00:00Z", status: "SUCCEEDED", amount: 1340 },
  },
  load: uuidAt,
  handle: async ({ ctx, body, loaded: id }) => {
    const { changed } = await addPaymentAdjustment({ ctx, input: { ...body, id } });
    return losslessJson({ data: presentPaymentV1(await connectedPaymentById(id)) }, changed ? 201 : 200);
  },
});
