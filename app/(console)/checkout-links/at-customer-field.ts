import { problemOf, refuseField } from "@/lib/verb/problem";

/** Says at its field that the customer somebody chose is there no more; the form offers none of another merchant. */
export function atCustomerField(err: unknown): never {
  if (problemOf(err)?.code !== "other_customer") throw err;
  return refuseField(
    "customerId",
    "invalid_value",
    "This customer has been deleted. Choose another, or make the link for nobody in particular.",
  );
}
