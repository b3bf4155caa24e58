"use client";

import { lazy, Suspense } from "react";

// Every page would load it, and hardly anybody is ever shown it.
const Dismiss = lazy(() => import("./dismiss-failed-sign-ins"));

export function DismissFailedSignIns() {
  return (
    <Suspense>
      <Dismiss />
    </Suspense>
  );
}
