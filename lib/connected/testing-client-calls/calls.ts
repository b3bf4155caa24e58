/** Functions of the client by name, in an order in which each finds what it needs. */
export type Calls = [name: string, call: () => Promise<unknown>][];

export const past = new Date("2026-01-05T10:00:00Z");
export const metadata = { team: "finance" };

export const GENERIC_CONFIG = {
  provider: "Generic",
  name: "Bank",
  apiKey: "x",
  endpoint: "https://bank.example",
} as const;
