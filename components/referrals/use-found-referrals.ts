"use client";

import { useEffect, useState } from "react";
import type { ReferralOffer } from "./referral-offer";

/** How long a pause in typing is before referrals are asked for. */
const PAUSE_MS = 150;

export type FoundReferrals =
  | { state: "searching" }
  | { state: "found"; referrals: readonly ReferralOffer[] }
  | { state: "failed" };

/** The referrals that fit what was typed; nothing is asked while `active` is false. */
export function useFoundReferrals(text: string, active: boolean): FoundReferrals {
  const [found, setFound] = useState<FoundReferrals>({ state: "searching" });
  // The server is outside React; an answer to what was typed before is not waited for.
  useEffect(() => {
    if (!active) return;
    const superseded = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await ask(text, superseded.signal);
      if (!superseded.signal.aborted) setFound(answer);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [text, active]);
  return found;
}

async function ask(q: string, signal: AbortSignal): Promise<FoundReferrals> {
  try {
    const response = await fetch(`/referrals/search?${new URLSearchParams({ q })}`, { signal });
    if (!response.ok) return { state: "failed" };
    return { state: "found", referrals: (await response.json()) as ReferralOffer[] };
  } catch {
    return { state: "failed" };
  }
}
