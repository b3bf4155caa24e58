"use client";

import { useEffect, useState } from "react";
import { sessionEnded } from "@/components/session/session";

/** How long a pause in typing is before the server is asked. */
const PAUSE_MS = 150;

export type Found<Item> = { state: "searching" | "failed"; items: readonly [] } | FoundItems<Item>;
interface FoundItems<Item> {
  state: "found";
  items: readonly Item[];
}

/** What an address of ours answers with, asked after a pause whenever it changes; nothing is asked while it is null. */
export function useFound<Item>(address: string | null): Found<Item> {
  const [found, setFound] = useState<Found<Item>>({ state: "searching", items: [] });
  // The server is outside React; an answer to what was typed before is not waited for.
  useEffect(() => {
    if (address === null) return;
    const superseded = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask<Item>(address, superseded.signal);
      if (!superseded.signal.aborted) setFound(answer);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [address]);
  return found;
}

async function ask<Item>(address: string, signal: AbortSignal): Promise<Found<Item>> {
  try {
    const response = await fetch(address, { signal });
    if (response.status === 401) sessionEnded();
    if (!response.ok) return { state: "failed", items: [] };
    return { state: "found", items: (await response.json()) as Item[] };
  } catch {
    return { state: "failed", items: [] };
  }
}
