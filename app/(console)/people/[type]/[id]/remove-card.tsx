"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";
import { removeSavedCardAction } from "../../actions";

/** Lets nobody charge a saved card again. */
export function RemoveCard({ card, name }: { card: { customerId: string; id: string }; name: string }) {
  const [open, setOpen] = useState(false);
  const form = useAction(
    removeSavedCardAction,
    () => {
      toast(`Removed ${isolated(name)}`);
      setOpen(false);
    },
    { changes: ["customer"] },
  );
  return (
    <>
      <Button
        size="sm"
        className="w-fit"
        aria-label={`Remove ${isolated(name)}`}
        onClick={() => setOpen(true)}
      >
        Remove
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        look="danger"
        title={`Remove ${isolated(name)}?`}
        description="Nothing can be charged to it from here again; the customer may save it once more when they pay. What was paid with it stays."
        submitLabel="Remove the card"
        form={form}
        read={() => card}
      />
    </>
  );
}
