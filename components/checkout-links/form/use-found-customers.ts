"use client";

import { useEffect, useState } from "react";
import type { ChosenCustomer } from "./link-values";

/** How long a pause in typing is before customers are asked for. */
const PAUSE_MS = 150;

export type FoundCustomers =
  | { state: "searching" }
  | { state: "found"; customers: readonly ChosenCustomer[] }
  | { state: "failed" };

/** The customers of a merchant that fit what was typed; nothing is asked while `active` is false. */
export function useFoundCustomers(merchantId: string, text: string, active: boolean): FoundCustomers {
  const [found, setFound] = useState<FoundCustomers>({ state: "searching" });
  // The server is outside React; an answer to what was typed before is not waited for.
  useEffect(() => {
    if (!active) return;
    const superseded = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask(merchantId, text, superseded.signal);
      if (!superseded.signal.aborted) setFound(answer);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [merchantId, text, active]);
  return found;
}

async function ask(merchantId: string, q: string, signal: AbortSignal): Promise<FoundCustomers> {
  try {
    const response = await fetch(`/checkout-links/customers?${new URLSearchParams({ merchantId, q })}`, {
      signal,
    });
    if (!response.ok) return { state: "failed" };
    return { state: "found", customers: (await response.json()) as ChosenCustomer[] };
  } catch {
    return { state: "failed" };
  }
}
