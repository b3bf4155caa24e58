"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { useReader } from "@/components/ui/reader-context";
import { formatTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import { endSessionAction } from "./actions";

export function EndSession({ id, browser, signedInAt }: { id: string; browser: string; signedInAt: Date }) {
  const end = useAction(endSessionAction, () => toast(`Signed out of ${browser}`), { changes: ["session"] });
  const reader = useReader();
  return (
    <span className="inline-flex items-center gap-2">
      {end.problem && (
        <span role="alert" className="text-destructive text-xs">
          {end.problem.message}
        </span>
      )}
      <Button
        size="sm"
        pending={end.pending}
        onClick={() => end.run({ sessionId: id })}
        aria-label={`Sign out of ${browser}, signed in ${formatTime(signedInAt, reader, "full")}`}
      >
        Sign out
      </Button>
    </span>
  );
}
