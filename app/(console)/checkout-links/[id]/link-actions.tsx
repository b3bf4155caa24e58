"use client";

import { useState } from "react";
import CancelDialog from "@/app/(console)/_shared/cancel-dialog";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyIcon } from "@/components/ui/icons";

/** What can be done with a link besides handing it out. */
export function LinkActions({
  id,
  amount,
  mayCreate,
  mayCancel,
}: {
  id: string;
  amount: string;
  mayCreate: boolean;
  mayCancel: boolean;
}) {
  const [cancelling, setCancelling] = useState(false);
  return (
    <>
      {mayCancel && <Button onClick={() => setCancelling(true)}>Cancel the link</Button>}
      <ButtonLink href={`/payments/${id}`}>Payment history</ButtonLink>
      {mayCreate && (
        <ButtonLink href={`/checkout-links/new?like=${id}`} variant="primary">
          <CopyIcon /> New link like this
        </ButtonLink>
      )}
      <CancelDialog id={id} amount={amount} open={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}
