import { z } from "zod";
import { amountFault } from "./typed-numbers";

/** What the form of a product module sends; the door's own schema judges `billing`. */
export const billingForm = z.object({
  id: z.uuid().optional(),
  /** How the module that is changed stood when the form was opened. */
  seen: z.string().optional(),
  formId: z.uuid(),
  merchantId: z.uuid().optional(),
  key: z.string().optional(),
  name: z.string(),
  billing: z.record(z.string(), z.unknown()),
});

const Minimum = z.object({
  currency: z.string(),
  minimumPaymentAmount: z.object({ amountInCents: z.unknown() }),
});

/** What is wrong with the least amount somebody typed, as an issue of its field. */
export function minimumFault(billing: Record<string, unknown>, locale: string) {
  const { currency, minimumPaymentAmount } = Minimum.parse(billing);
  return amountFault("minimum", minimumPaymentAmount.amountInCents, { currency, locale });
}
