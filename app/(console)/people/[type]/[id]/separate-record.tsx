"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RecordRef } from "@/lib/people/record-type";
import { isolated } from "@/lib/text/isolated";
import { separatePersonAction } from "../../actions";

/** Undoes a merge for one record. */
export function SeparateRecord({ record, name, id }: { record: RecordRef; name: string; id: string }) {
  const [open, setOpen] = useState(false);
  const form = useAction(
    separatePersonAction,
    () => {
      toast(`${isolated(name)} is a person of their own again`);
      setOpen(false);
    },
    { changes: ["person", "payment"] },
  );
  return (
    <>
      <Button
        size="sm"
        className="w-fit"
        aria-label={`Separate ${isolated(name)}, ${id}`}
        onClick={() => setOpen(true)}
      >
        Separate
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        look="question"
        title={`Separate ${isolated(name)} from this person?`}
        description="This record, and all with the same e-mail address, become a person of their own again, with their payments. Nothing of a payment changes."
        submitLabel="Separate"
        form={form}
        read={() => record}
      />
    </>
  );
}
