"use client";

import { useQuery } from "@tanstack/react-query";
import type { PaymentLine } from "@/components/payments/payment-line";
import { decode } from "@/lib/live/codec";
import { SEARCH_TEXT_MIN } from "@/lib/payments/search";

/** Whoever types on within it is not answered for what was typed before. */
const PAUSE_MS = 150;

/** The newest payments that fit what was typed; none while it is too short, or until they have been found. */
export function useFoundPayments(text: string): readonly PaymentLine[] {
  const q = text.trim();
  const { data } = useQuery({
    queryKey: ["payments found", q],
    enabled: q.length >= SEARCH_TEXT_MIN,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      signal.throwIfAborted();
      const answer = await fetch(`/payments/found?${new URLSearchParams({ q })}`, { signal });
      return answer.ok ? (decode(await answer.text()) as PaymentLine[]) : [];
    },
  });
  return data ?? [];
}
