"use client";

import { useQueryClient } from "@tanstack/react-query";
import { invalidate } from "@/components/query/invalidate";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { totalsOf } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import type { RetryLine } from "./retry-line";
import { doneTitle } from "./retry-outcome";
import { RetryResults } from "./retry-results";
import { useRetries } from "./use-retries";

/** What will be tried again and what will not, and why; then how far it is, and what each came to. */
export function RetryDialog({ lines, onClose }: { lines: RetryLine[]; onClose: () => void }) {
  const ready = lines.filter(({ refusal }) => refusal === null);
  const skipped = lines.filter(({ refusal }) => refusal !== null);
  const retries = useRetries(ready);
  const client = useQueryClient();
  // All of them, unless the session ended among them and some have been tried.
  const left = ready.filter(({ originalId }) => !retries.results[originalId]);
  const tried = ready.filter((line) => !left.includes(line));
  const asked = retries.state === "waiting" ? left : ready;
  const close = () => {
    if (retries.state === "running") return;
    if (tried.length > 0) void invalidate(client, ["payment"]);
    onClose();
  };
  const total = totals(asked);
  return (
    <Dialog
      open
      onClose={close}
      title={
        retries.state === "done"
          ? doneTitle(ready.length, Object.values(retries.results), total)
          : titleOf(retries.state, asked.length, total)
      }
      footer={
        retries.state === "done" ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              pending={retries.state === "running"}
              disabled={ready.length === 0}
              onClick={retries.start}
            >
              Collect {total}
            </Button>
          </>
        )
      }
    >
      {retries.state === "waiting" ? (
        <div className="grid gap-3">
          {tried.length > 0 && <RetryResults lines={tried} results={retries.results} />}
          <ul className="grid gap-1">
            {left.map((line) => (
              <li key={line.originalId} className="flex justify-between gap-4 wrap-anywhere">
                <span>
                  {line.policyNumber} <span className="text-muted-foreground text-xs">{line.means}</span>
                </span>
                <span className="figures whitespace-nowrap">{line.amount}</span>
              </li>
            ))}
          </ul>
          {skipped.length > 0 && (
            <section aria-label="Will not be retried" className="grid gap-1 border-t pt-3">
              <h3 className="font-medium">{skipped.length} will not be retried</h3>
              <ul className="grid gap-1 text-muted-foreground">
                {skipped.map((line) => (
                  <li key={line.originalId}>
                    {line.policyNumber}, {line.amount}: {line.refusal}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      ) : (
        <RetryResults lines={ready} results={retries.results} />
      )}
    </Dialog>
  );
}

/** Asks, or says that it is being done. */
function titleOf(state: "waiting" | "running", count: number, total: string): string {
  const what = count === 1 ? total : `${count} premiums`;
  return state === "waiting" ? `Retry ${what} now?` : `Retrying ${what}`;
}

function totals(lines: readonly RetryLine[]): string {
  return (
    totalsOf(lines)
      .map((total) => formatMoney(total))
      .join(" and ") || "nothing"
  );
}
