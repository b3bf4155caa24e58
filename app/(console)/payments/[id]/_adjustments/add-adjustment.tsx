"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { PlusIcon } from "@/components/ui/icons";
import type { PaymentStatus } from "@/lib/payments/status";

const AddAdjustmentDialog = lazy(() => import("./add-adjustment-dialog"));

export interface Offer {
  /** What makes sense next, and whether it says how much money moved. */
  statuses: { status: PaymentStatus; label: string; money: boolean }[];
  /** How a reference begins that nobody has used, for who has none from the provider. */
  referencePrefix: string;
  /** How far Counterfoil's clock is ahead of the real time: a test clock may be months. */
  aheadMs: number;
}

export function AddAdjustment({
  id,
  currency,
  offer,
}: {
  id: string;
  currency: string;
  /** Null where nothing can be added now, or not by this person. */
  offer: Offer | null;
}) {
  // What was offered when the form was opened: the payment may change while somebody types.
  const [opened, setOpened] = useState<Offer | null>(null);
  return (
    <>
      {offer && (
        <Button size="sm" onClick={() => setOpened(offer)}>
          <PlusIcon /> Add an adjustment
        </Button>
      )}
      <Suspense>
        {opened && (
          <AddAdjustmentDialog id={id} currency={currency} offer={opened} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </>
  );
}
