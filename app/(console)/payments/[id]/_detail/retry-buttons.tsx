"use client";

import { useState } from "react";
import { RetryDialog } from "@/app/(console)/_shared/retries/retry-dialog";
import type { RetryLine } from "@/app/(console)/_shared/retries/retry-line";
import { StopDialog } from "@/app/(console)/_shared/retries/stop-lazily";
import { Button } from "@/components/ui/button";
import { RetryIcon } from "@/components/ui/icons";

export interface RetryOffer {
  /** The failed premium, as the retries page shows it; null where there is nothing to try again. */
  retry: RetryLine | null;
  mayRetry: boolean;
}

/** Whether something is offered at all. */
export function isRetryable(offer: RetryOffer | null): boolean {
  return offer?.mayRetry === true && (offer.retry?.refusal === null || offer.retry?.stoppable === true);
}

/** Trying a failed premium again, or not any more: what the retries page offers, for this payment. */
export function RetryButtons({ offer: { retry, mayRetry } }: { offer: RetryOffer }) {
  // As it was offered: the page moves on while a retry runs, and its result is still read.
  const [retrying, setRetrying] = useState<RetryLine | null>(null);
  const [stopping, setStopping] = useState<RetryLine | null>(null);
  const offered = mayRetry ? retry : null;
  return (
    <>
      {offered?.refusal === null && (
        <Button variant="primary" onClick={() => setRetrying(offered)}>
          <RetryIcon /> Retry now
        </Button>
      )}
      {offered?.stoppable && <Button onClick={() => setStopping(offered)}>Stop retrying</Button>}
      {retrying && <RetryDialog lines={[retrying]} onClose={() => setRetrying(null)} />}
      {stopping && <StopDialog line={stopping} onClose={() => setStopping(null)} />}
    </>
  );
}
