"use client";

import { reverse } from "@/app/(console)/payments/[id]/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { toast } from "@/components/ui/toast";
import { isolated } from "@/lib/text/isolated";

export interface ReverseDialogProps {
  id: string;
  /** The premium in words, and who paid it. */
  amount: string;
  party: string;
  open: boolean;
  onClose: () => void;
}

/** Records that a premium was given back, once it has said what that means. */
export default function ReverseDialog({ id, amount, party, open, onClose }: ReverseDialogProps) {
  const form = useAction(
    reverse,
    () => {
      onClose();
      toast(`Reversed: ${amount} given back to ${isolated(party)}`);
    },
    { changes: ["payment"] },
  );
  return (
    <FormDialog
      form={form}
      read={() => ({ id })}
      open={open}
      onClose={onClose}
      look="danger"
      title={`Reverse this premium of ${amount}?`}
      description={`A reversal of ${amount} to ${isolated(party)} is recorded as paid, and counts as refunded from today. No money is sent from here: give it back at the bank, or at the provider that collected it. A premium is reversed once, as a whole, and for good.`}
      submitLabel={`Reverse ${amount}`}
    />
  );
}
