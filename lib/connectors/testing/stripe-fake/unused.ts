/** What every object of a kind has according to Stripe's document, and nothing here goes by. */

export const OF_SESSION = {
  ...{ automatic_tax: { enabled: false, liability: null, provider: null, status: null } },
  custom_fields: [],
  custom_text: {
    ...{ after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  },
  payment_method_types: ["card"],
  shipping_options: [],
};

const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

export const BILLING = {
  billing_details: { address, email: null, name: null, phone: null, tax_id: null },
};

export const OF_METHOD = { ...BILLING, livemode: false };

export const OF_SETUP = { livemode: false, payment_method_types: ["card"], usage: "off_session" };

export const OF_DISPUTE = {
  ...{ enhanced_eligibility_types: [], is_charge_refundable: false, livemode: false },
};
