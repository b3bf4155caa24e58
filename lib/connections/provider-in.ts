import type { Provider } from "@/lib/connectors/provider";
import { Refused } from "@/lib/verb/problem";

/** The provider of a stored connection. Refuses where this version of Counterfoil does not know it. */
export function providerIn(providers: readonly Provider[], name: string): Provider {
  const found = providers.find((provider) => provider.name === name);
  if (found) return found;
  throw new Refused({ code: "conflict", message: `This version knows no provider "${name}".` });
}
