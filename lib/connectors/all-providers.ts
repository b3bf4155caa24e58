import { BUILT_IN } from "./built-in";
import type { CardForm } from "./card-form";
import { gocardless } from "./gocardless/provider";
import { mollie } from "./mollie/provider";
import type { Provider } from "./provider";
import { sandboxProvider } from "./sandbox/provider";
import { stripe } from "./stripe/provider";

/** Every kind of provider there is. One is added here, and lives in a folder of its own. */
export const PROVIDERS: readonly Provider[] = [sandboxProvider, stripe, gocardless, mollie];

/** The card form of the provider that everybody has. */
export function builtInCardForm(): CardForm {
  const { cardForm } = providerNamed(BUILT_IN.connector).connect({});
  if (!cardForm) throw new Error("The built-in provider has no card form.");
  return cardForm;
}

/** Throws where there is none: nothing is ever sent elsewhere than it says. */
export function providerNamed(name: string): Provider {
  const found = PROVIDERS.find((provider) => provider.name === name);
  if (!found) throw new Error(`No provider is named "${name}".`);
  return found;
}
