"use client";

import { lazy, Suspense, useLayoutEffect, useSyncExternalStore } from "react";
import { sayOpenedBy } from "@/components/session/opened-by";
import { currentTrouble, subscribeSession } from "@/components/session/session";

// Every page would load it, and hardly anybody is ever shown it.
const SessionDialog = lazy(() => import("./session-dialog"));

/** Has everything the page sends say who had it opened, and asks to sign in over the page once nobody is signed in. */
export function SessionWatch({ id, label }: { id: string; label: string }) {
  useLayoutEffect(() => sayOpenedBy(id), [id]);
  const trouble = useSyncExternalStore(subscribeSession, currentTrouble, () => null);
  if (!trouble) return null;
  return (
    <Suspense>
      <SessionDialog key={trouble.kind} trouble={trouble} openedBy={{ id, label }} />
    </Suspense>
  );
}
