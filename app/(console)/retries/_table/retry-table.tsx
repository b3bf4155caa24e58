"use client";

import { useState } from "react";
import { RetryDialog } from "@/app/(console)/_shared/retries/retry-dialog";
import type { RetryLine } from "@/app/(console)/_shared/retries/retry-line";
import { StopDialog } from "@/app/(console)/_shared/retries/stop-lazily";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IntentLink } from "@/components/ui/intent-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { useSelection } from "@/components/ui/use-selection";
import type { FailureClass } from "@/lib/policies/collection/failure-words";

const TONES: Record<FailureClass, Tone> = { try_again: "notice", fix_first: "caution", never: "negative" };

/** Failed premiums, each with what may be done; some or all of them can be tried again together. */
export function RetryTable({ lines, mayRetry }: { lines: RetryLine[]; mayRetry: boolean }) {
  const selection = useSelection(lines.map(({ originalId }) => originalId));
  const [retrying, setRetrying] = useState<RetryLine[] | null>(null);
  const [stopping, setStopping] = useState<RetryLine | null>(null);
  const chosen = lines.filter(({ originalId }) => selection.has(originalId));
  const all = chosen.length === lines.length;
  return (
    <>
      {mayRetry && (
        <div className="flex min-h-12 flex-wrap items-center gap-3 border-b px-4 py-2">
          <Checkbox
            aria-label="Select all"
            checked={all}
            onChange={() => selection.set(all ? [] : lines.map(({ originalId }) => originalId))}
          />
          <span className="text-muted-foreground text-sm">
            {chosen.length === 0 ? "Select to retry several" : `${chosen.length} selected`}
          </span>
          {chosen.length > 0 && (
            <Button size="sm" variant="primary" onClick={() => setRetrying(chosen)}>
              Retry {chosen.length}…
            </Button>
          )}
        </div>
      )}
      <Table caption="Failed premiums, the latest failure first">
        <TableHead>
          {mayRetry && (
            <HeaderCell>
              <span className="sr-only">Select</span>
            </HeaderCell>
          )}
          <HeaderCell>Policy</HeaderCell>
          <HeaderCell numeric>Amount</HeaderCell>
          <HeaderCell>Why</HeaderCell>
          <HeaderCell>Class</HeaderCell>
          <HeaderCell>Next</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.originalId} aria-selected={selection.has(line.originalId)}>
              {mayRetry && (
                <Cell>
                  <Checkbox
                    aria-label={`Select ${nameOf(line)}`}
                    checked={selection.has(line.originalId)}
                    onChange={() => selection.toggle(line.originalId)}
                  />
                </Cell>
              )}
              <Cell label="Policy">
                <span className="grid">
                  <IntentLink href={`/policies/${line.policyId}`} className="font-medium hover:text-primary">
                    {line.policyNumber}
                  </IntentLink>
                  <span className="text-muted-foreground text-xs">{line.holderName}</span>
                </span>
              </Cell>
              <Cell label="Amount" numeric>
                <IntentLink href={`/payments/${line.originalId}`} className="hover:text-primary">
                  {line.amount}
                </IntentLink>
              </Cell>
              <Cell label="Why">
                <span className="grid">
                  {line.why}
                  <span className="text-muted-foreground text-xs">
                    {line.method} · {line.failedAt}
                  </span>
                </span>
              </Cell>
              <Cell label="Class">
                <Badge tone={TONES[line.kind]}>{line.kindWords}</Badge>
              </Cell>
              <Cell label="Next">
                <span className="grid">
                  {line.next}
                  <span className="text-muted-foreground text-xs">{line.left}</span>
                </span>
              </Cell>
              <Cell>
                {mayRetry && (
                  <span className="flex justify-end gap-2">
                    {line.stoppable && (
                      <Button size="sm" onClick={() => setStopping(line)}>
                        Stop retrying<span className="sr-only">: {nameOf(line)}</span>
                      </Button>
                    )}
                    {line.refusal === null ? (
                      <Button size="sm" onClick={() => setRetrying([line])}>
                        Retry now<span className="sr-only">: {nameOf(line)}</span>
                      </Button>
                    ) : (
                      <span className="max-w-56 text-muted-foreground text-xs">{line.refusal}</span>
                    )}
                  </span>
                )}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {retrying && <RetryDialog lines={retrying} onClose={() => setRetrying(null)} />}
      {stopping && <StopDialog line={stopping} onClose={() => setStopping(null)} />}
    </>
  );
}

/** A policy may have several failed premiums of one amount. */
function nameOf({ policyNumber, amount, failedAt }: RetryLine): string {
  return `${policyNumber}, ${amount}, failed on ${failedAt}`;
}
