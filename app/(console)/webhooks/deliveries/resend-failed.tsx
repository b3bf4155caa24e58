"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { RetryIcon } from "@/components/ui/icons";
import type { EndpointChoice } from "@/lib/webhooks/endpoints/endpoint-choices";

const ResendFailedDialog = lazy(() => import("./resend-failed-dialog"));

/** Asks what failed to send again: shown first, done after. */
export function ResendFailed({
  endpoints,
  endpointId,
}: {
  endpoints: readonly EndpointChoice[];
  endpointId: string | null;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <RetryIcon /> Send all failed again…
      </Button>
      <Suspense>
        {open && (
          <ResendFailedDialog endpoints={endpoints} endpointId={endpointId} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  );
}
