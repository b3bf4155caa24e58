/** The providers offered, as people read them; the door takes any case and hyphenation. */
export const OFFERED_PROVIDERS = {
  GENERIC: "Generic",
  "DUMMY-PAY": "Sandbox (dummy pay, for trying things out)",
  STRIPE: "Stripe",
};

/** A provider as people read it: "DUMMY-PAY" is "Dummy pay". */
export function providerName(provider: string): string {
  if (provider === "GOCARDLESS") return "GoCardless";
  const words = provider.replace(/[-_]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
