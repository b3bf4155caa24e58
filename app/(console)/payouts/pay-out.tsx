"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { PayoutPreview } from "@/lib/referrals/payouts/preview-payout";

const PayOutDialog = lazy(() => import("./pay-out-dialog"));

export interface Payout {
  payout: { merchantId: string; merchantName: string; preview: PayoutPreview };
  partner: { id: string } | null;
}

/** Asks before anything is made: how much by currency, to how many, and to whom. */
export function PayOut({ payout, partner }: Payout) {
  // What was looked at when the dialog opened is what is asked about, whatever the page shows since.
  const [asked, setAsked] = useState<Payout["payout"] | null>(null);
  return (
    <>
      <Button variant="primary" onClick={() => setAsked(payout)}>
        Review and pay out…<span className="sr-only"> {payout.merchantName}</span>
      </Button>
      <Suspense>
        {asked && <PayOutDialog payout={asked} partner={partner} onClose={() => setAsked(null)} />}
      </Suspense>
    </>
  );
}
