import { providerNamed } from "@/lib/connectors/all-providers";
import { BUILT_IN } from "@/lib/connectors/built-in";
import type { Capabilities } from "@/lib/connectors/connector";
import type { InstalledConnector } from "./installed-connector";

/** What a connector can do, in a sentence: read from what moves its money, where something does. */
export function whatItCanDo({
  builtIn,
  reference,
  provider,
}: Pick<InstalledConnector, "builtIn" | "reference" | "provider">): string {
  if (!builtIn) {
    const mirrors = "Mirrors payments, adjustments and accounts; moves no money";
    return provider === "DUMMY-PAY" ? `${mirrors}. For trying things out` : mirrors;
  }
  if (reference === "referral") return "Records what your own system collected; takes refunds that happened";
  const { name, live, capabilities } = providerNamed(BUILT_IN.connector).connect({});
  return `${sentence(capabilities)} through the ${name}${live ? "" : ": no money moves"}`;
}

const WORDS: readonly [keyof Capabilities, string][] = [
  ["charge", "charges"],
  ["challenge", "asks the bank for approval"],
  ["refund", "refunds"],
  ["partialRefund", "refunds in part"],
  ["payout", "pays out"],
  ["saveMethod", "saves payment methods"],
];

function sentence(capabilities: Capabilities): string {
  const words = WORDS.flatMap(([capability, word]) => (capabilities[capability] ? [word] : []));
  const currencies = capabilities.currencies === "all" ? "any currency" : capabilities.currencies.join(", ");
  const text = `${words.join(", ")}, in ${currencies},`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
