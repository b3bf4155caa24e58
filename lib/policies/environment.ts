import { hasLiveConnection } from "@/lib/connectors/connection";

/** The original's words for whether money is real. */
export const ENVIRONMENTS = ["sandbox", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** `production` once a connection to a provider is live. */
export async function environmentNow(): Promise<Environment> {
  return (await hasLiveConnection()) ? "production" : "sandbox";
}
