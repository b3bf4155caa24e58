"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { removePersonNoteAction } from "../../actions";

export function RemoveNote({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  const form = useAction(
    removePersonNoteAction,
    () => {
      toast("Note removed");
      setOpen(false);
    },
    { changes: ["person"] },
  );
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Remove<span className="sr-only"> {name}</span>
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        look="danger"
        title="Remove this note?"
        description="It is gone for good; the audit log keeps that it was removed, and by whom."
        submitLabel="Remove the note"
        form={form}
        read={() => ({ id })}
      />
    </>
  );
}
