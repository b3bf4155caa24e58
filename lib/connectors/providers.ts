import { gocardless } from "./gocardless/provider";
import { mollie } from "./mollie/provider";
import type { Provider } from "./provider";
import { sandboxProvider } from "./sandbox/provider";
import { stripe } from "./stripe/provider";

/** Every kind of provider there is. One is added here, and lives in a folder of its own. */
export const PROVIDERS: readonly Provider[] = [sandboxProvider, stripe, gocardless, mollie];

/** Throws where there is none: nothing is ever sent elsewhere than it says. */
export function providerNamed(name: string): Provider {
  const found = PROVIDERS.find((provider) => provider.name === name);
  if (!found) throw new Error(`No provider is named "${name}".`);
  return found;
}
