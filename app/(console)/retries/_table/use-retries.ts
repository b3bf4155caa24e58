"use client";

import { useState } from "react";
import { retryNowAction } from "@/app/(console)/retries/actions";
import type { RetryLine } from "./retry-line";

/** What one retry came to, in words; `good` only where the premium is in. */
export interface RetryOutcome {
  good: boolean;
  words: string;
}

/** Tries one after the other, so that each has its result and one that fails stops none. */
export function useRetries(lines: readonly RetryLine[]) {
  const [state, setState] = useState<"waiting" | "running" | "done">("waiting");
  const [results, setResults] = useState<Readonly<Record<string, RetryOutcome>>>({});
  async function start() {
    if (state !== "waiting") return;
    setState("running");
    for (const { originalId } of lines) {
      const outcome = await tryOne(originalId);
      setResults((known) => ({ ...known, [originalId]: outcome }));
    }
    setState("done");
  }
  return { state, results, start };
}

async function tryOne(originalId: string): Promise<RetryOutcome> {
  const result = await retryNowAction({ originalId }).catch(() => null);
  if (!result) return { good: false, words: "The server could not be reached; look at it again." };
  if (!result.ok) return { good: false, words: result.problem.message };
  switch (result.value.outcome) {
    case "successful":
      return { good: true, words: "Collected" };
    case "failed":
      return { good: false, words: "Failed again" };
    case "unknown":
      return { good: false, words: "No answer yet; it is being found out" };
    case "waiting":
      return { good: false, words: "Made; others collect it and report" };
  }
}
