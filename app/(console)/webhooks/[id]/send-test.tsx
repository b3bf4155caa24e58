"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendTestEventAction } from "@/app/(console)/webhooks/actions";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { SendIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { newId } from "@/lib/ids";

/** Sends a test event and leads to its delivery, where the answer is seen. */
export function SendTest({ id }: { id: string }) {
  const router = useRouter();
  // Minted with the button: ten presses send one event.
  const [eventId, setEventId] = useState(newId);
  const form = useAction(
    sendTestEventAction,
    (href) => {
      setEventId(newId());
      router.push(href);
    },
    { changes: ["delivery"] },
  );
  return (
    <>
      <Button pending={form.pending} onClick={() => form.run({ id, eventId })}>
        <SendIcon /> Send a test event
      </Button>
      {form.problem && <Notice tone="negative" title={form.problem.message} />}
    </>
  );
}
