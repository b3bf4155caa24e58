import { expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";

import { createCheckoutPayment } from "@/lib/checkout/create-checkout-payment";
import { getCheckoutLink } from "@/lib/checkout/get-checkout-link";
import { aLink } from "@/lib/checkout/testing";
import { createPaymentBody } from "@/lib/checkout/wire";
import { deleteCustomer } from "@/lib/customers/delete-customer";
import { PAYMENT_LIMIT_MINOR_MAX } from "@/lib/merchants/limits";
import { cancelPayment } from "@/lib/payments/cancel-payment";
import { atCustomerField } from "./at-customer-field";
import { writeBody } from "./new/_form/link-body";
import { valuesLike } from "./new/_form/link-values";

const ctx = contextOf("operator");
const door = createPaymentBody({ merchantRequired: true, limitMinor: PAYMENT_LIMIT_MINOR_MAX });

it("a link like that of a deleted customer begins without them and can be made; who had them chosen is told at the field", async () => {
  const { id } = await aLink({ withCustomer: true });
  const like = async () => {
    const link = await getCheckoutLink({ ctx, input: { id } });
    const values = valuesLike(link);
    return { deletedAt: link.customer?.deletedAt, values, body: door.parse(writeBody(values, "en-GB").body) };
  };
  const before = await like();
  expect(before).toMatchObject({ deletedAt: null, values: { savePaymentMethod: true } });
  await cancelPayment({ ctx, input: { id } });
  await deleteCustomer({ ctx, input: { id: before.values.customer?.id ?? "" } });

  const refused = createCheckoutPayment({ ctx, input: before.body }).catch(atCustomerField);
  expect(await problemIn(refused)).toMatchObject({
    code: "invalid",
    issues: [{ path: "customerId", message: expect.stringMatching(/has been deleted/) }],
  });
  const after = await like();
  expect(after).toMatchObject({
    deletedAt: expect.any(Date),
    values: { ...before.values, customer: null, savePaymentMethod: false },
  });
  expect(await createCheckoutPayment({ ctx, input: after.body })).toMatchObject({ created: true });
});
