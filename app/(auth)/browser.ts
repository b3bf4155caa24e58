import { headers } from "next/headers";
import type { Browser } from "@/lib/auth/sign-in";
import { clientAddress } from "@/lib/http/client-address";

/** The browser behind this request. Where no listener names its address (the development server), all are one. */
export async function currentBrowser(): Promise<Browser> {
  const sent = await headers();
  return { headers: sent, address: clientAddress(sent) ?? "unknown" };
}
