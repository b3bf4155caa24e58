"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { DownloadIcon } from "@/components/ui/icons";
import type { PayoutRunDetail } from "@/lib/referrals/payouts/get-payout-run";
import type { PayoutFile } from "@/lib/referrals/payouts/payout-run";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";

const FileDialog = lazy(() => import("./file-dialog"));

export interface AskedFile {
  format: PayoutFile["format"];
  payout: PayoutRunDetail;
  /** What keeps an open line out of a SEPA order, by its id. */
  obstacles: Record<string, SepaObstacle | null>;
}

/** Makes a file for the bank: says first what is in it, what is not, and what was in one already. */
export function FileButton(file: AskedFile) {
  // What was looked at when the dialog opened is what is asked about, whatever the page shows since.
  const [asked, setAsked] = useState<AskedFile | null>(null);
  return (
    <>
      <Button onClick={() => setAsked(file)}>
        <DownloadIcon /> {file.format === "sepa" ? "SEPA order" : "CSV for the bank"}
      </Button>
      <Suspense>{asked && <FileDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
    </>
  );
}
