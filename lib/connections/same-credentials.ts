import { openCredentials } from "@/lib/connectors/credentials";
import type { Credentials } from "@/lib/connectors/provider";

/** Whether what is stored is what a form gives, so that the same form sent again is told from another. */
export function sameCredentials(
  stored: { id: string; credentialsSealed: Uint8Array | null },
  given: Credentials,
): boolean {
  const kept = Object.entries(openCredentials(stored));
  return kept.length > 0 && kept.every(([name, value]) => given[name] === value);
}
