"use client";

import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CopiedText } from "@/components/ui/copied-text";
import { useReader } from "@/components/ui/reader-context";
import { Time } from "@/components/ui/time";
import { formatTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import type { PayoutRunDetail } from "@/lib/referrals/payouts/get-payout-run";
import type { PayoutFile } from "@/lib/referrals/payouts/payout-run";
import { getBankFileAgainAction } from "../actions";
import { linesOf } from "./file-choices";
import { FILE_NAMES, paymentsSumText } from "./payment-words";
import { saveFile } from "./save-file";

/** Every file of a run that was made for the bank, newest first; the same one can be had again, unchanged. */
export function RunFiles({ payout, mayExport }: { payout: PayoutRunDetail; mayExport: boolean }) {
  const { locale } = useReader();
  if (payout.files.length === 0) return null;
  return (
    <Card aria-label="Files for the bank">
      <CardHeader
        title="Files for the bank"
        description="Each as it was made; a bank takes a message id once"
      />
      <ul className="divide-y border-t">
        {payout.files.toReversed().map((file) => (
          <li key={file.id} className="grid gap-1 px-4 py-3">
            <span className="font-medium">
              {FILE_NAMES[file.format]}, {paymentsSumText(linesOf(file, payout.lines), locale)}
            </span>
            <span className="text-muted-foreground text-xs">
              {file.madeBy}, <Time at={file.madeAt} />
            </span>
            {file.messageId && <CopiedText text={file.messageId} name="message id" />}
            {mayExport && file.kept && <Again runId={payout.id} file={file} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Again({ runId, file }: { runId: string; file: PayoutFile }) {
  const reader = useReader();
  const again = useAction(getBankFileAgainAction, saveFile, {
    onProblem: (message) => toast(message, { tone: "negative" }),
  });
  return (
    <span>
      <Button
        size="sm"
        pending={again.pending}
        aria-label={`Download the ${FILE_NAMES[file.format]} of ${formatTime(file.madeAt, reader)} again`}
        onClick={() => again.run({ runId, fileId: file.id })}
      >
        Download again
      </Button>
    </span>
  );
}
