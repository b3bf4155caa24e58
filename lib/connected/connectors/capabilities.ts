import { CONNECTED_PROVIDERS, type ConnectedProvider } from "@/lib/connected/ids";
import { type InstalledConnector, takesReports } from "./installed-connector";

/** Of the dialect's list, what connectors here have. */
export const CAPABILITIES = [
  "CREATE_BANK_ACCOUNT",
  "CREATE_TRANSFER",
  "CREATE_PAYOUT",
  "ALLOW_FORMANCE_ACCOUNT_CREATION",
  "ALLOW_FORMANCE_PAYMENT_CREATION",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

const REPORTED: Capability[] = [
  "CREATE_BANK_ACCOUNT",
  "ALLOW_FORMANCE_ACCOUNT_CREATION",
  "ALLOW_FORMANCE_PAYMENT_CREATION",
];
const SENDING: Capability[] = ["CREATE_TRANSFER", "CREATE_PAYOUT"];

/** Whether connectors of a provider send money, through the sandbox. */
export function paysOut(provider: string | null): boolean {
  return provider === "DUMMY-PAY";
}

/** What connectors of a provider can do. */
export function capabilitiesOf(provider: string): Capability[] {
  return [...(paysOut(provider) ? SENDING : []), ...(takesReports({ provider }) ? REPORTED : [])];
}

/** What each provider's connectors can do, by the provider's name in the third wire version. */
export function capabilitiesByProvider<Value>(
  of: (provider: ConnectedProvider) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    CONNECTED_PROVIDERS.map((provider) => [provider.replaceAll("-", "").toLowerCase(), of(provider)]),
  );
}

/** What a connector is configured with: its name. What opens a provider was never kept, and is shown as empty. */
export function configOf({ name, provider }: InstalledConnector) {
  switch (provider) {
    case "DUMMY-PAY":
      return { provider: "Dummypay", name, directory: "" };
    case "STRIPE":
      return { provider: "Stripe", name, apiKey: "" };
    default:
      return { provider: "Generic", name, apiKey: "", endpoint: "" };
  }
}
