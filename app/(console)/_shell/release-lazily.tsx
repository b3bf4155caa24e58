"use client";

import { lazy, Suspense } from "react";

// Every page would load it, and hardly anybody is ever shown it.
const Release = lazy(() => import("./release-hold"));

export function ReleaseHold() {
  return (
    <Suspense>
      <Release />
    </Suspense>
  );
}
