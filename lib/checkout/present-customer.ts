import type { Address, Customer } from "@/lib/customers/customer";
import { spellId } from "@/lib/ids";
import type { CustomerAnswer } from "./answers";

/** A customer with the members of the original and ours; an absent optional is left out, never null. */
export function presentCustomer(customer: Customer): CustomerAnswer {
  const { address, taxRates, notificationSettings } = customer;
  const id = spellId("cus", customer.id);
  const consumerId = spellId("org", customer.consumerId);
  return {
    id,
    object: "customer",
    name: customer.name,
    email: customer.email,
    ...(customer.externalId !== null && { externalId: customer.externalId }),
    ...(Object.keys(customer.metadata).length > 0 && { metadata: customer.metadata }),
    customerId: id,
    consumerId,
    merchantId: spellId("org", customer.merchantId),
    organization: {
      id: consumerId,
      name: customer.name,
      billingEmails: [customer.email],
      ...(customer.phone !== null && { phone: customer.phone }),
      ...(Object.keys(address).length > 0 && { address }),
    },
    ...(customer.taxId !== null && { taxId: customer.taxId }),
    ...(Object.keys(taxRates).length > 0 && { taxRates }),
    ...(notificationSettings && { notificationSettings }),
    validTaxAddress: taxAddress(address),
    createdAt: customer.createdAt.toISOString(),
    updatedAt: customer.updatedAt.toISOString(),
  };
}

/** What of an address a tax is worked out by. */
const TAX_MEMBERS = ["line1", "city", "country", "zipCode"] as const;

function taxAddress(address: Address): CustomerAnswer["validTaxAddress"] {
  const missing = TAX_MEMBERS.filter((member) => !address[member]);
  if (missing.length === 0) return { valid: true };
  return { valid: false, message: `The address lacks ${missing.join(", ")}.` };
}
