"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { endSessionAction } from "./actions";

export function EndSession({ id, browser }: { id: string; browser: string }) {
  const end = useAction(endSessionAction, () => toast(`Signed out of ${browser}`), { changes: ["session"] });
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
        aria-label={`Sign out of ${browser}`}
      >
        Sign out
      </Button>
    </span>
  );
}
