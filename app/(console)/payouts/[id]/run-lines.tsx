import { PartnerAmountCells, PartnerAmountHeads } from "@/app/(console)/payouts/partner-amount-cells";
import { Badge, type Tone } from "@/components/ui/badge";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PayoutFile, PayoutLine } from "@/lib/referrals/payouts/payout-run";
import { isOpen } from "./is-open";
import { MarkLines } from "./mark-lines";
import { FILE_NAMES } from "./payment-words";

/** What a run pays each partner, and what the bank made of it. */
export function RunLines({
  runId,
  lines,
  files,
  mayMark,
}: {
  runId: string;
  lines: readonly PayoutLine[];
  files: readonly PayoutFile[];
  mayMark: boolean;
}) {
  return (
    <Table caption="Payments of this payout">
      <TableHead>
        <PartnerAmountHeads />
        <HeaderCell>State</HeaderCell>
        {mayMark && (
          <HeaderCell>
            <span className="sr-only">Mark</span>
          </HeaderCell>
        )}
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <PartnerAmountCells line={line} />
            <Cell label="State">
              <span className="block max-sm:text-right">
                <LineState line={line} />
                <InFiles line={line} files={files} />
              </span>
            </Cell>
            {mayMark && (
              <Cell className="max-sm:justify-end sm:text-right">
                {isOpen(line) && <MarkLines runId={runId} lines={[line]} size="sm" />}
              </Cell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function LineState({ line }: { line: PayoutLine }) {
  const { label, tone } = lookOf(line);
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      {line.reason && <span className="block text-xs">{line.reason}. Its commissions are due again.</span>}
      {line.markedAt && (
        <span className="block text-muted-foreground text-xs">
          {line.markedBy}, <Time at={line.markedAt} />
        </span>
      )}
    </>
  );
}

/** The files that a payment was in, and where each sent it. */
function InFiles({ line, files }: { line: PayoutLine; files: readonly PayoutFile[] }) {
  return line.inFiles.map(({ fileId, last4 }) => {
    const file = files.find(({ id }) => id === fileId);
    return (
      file && (
        <span key={fileId} className="block text-muted-foreground text-xs">
          In the {FILE_NAMES[file.format]} of <Time at={file.madeAt} />,{" "}
          <span className="whitespace-nowrap">to •••• {last4}</span>
        </span>
      )
    );
  });
}

function lookOf({ outcome, mark }: PayoutLine): { label: string; tone: Tone } {
  if (outcome === "below_minimum") return { label: "Carried over: below the minimum", tone: "neutral" };
  if (outcome === "in_debt") return { label: "Carried over: in debt", tone: "caution" };
  if (mark === "paid") return { label: "Paid", tone: "positive" };
  if (mark === "failed") return { label: "Failed", tone: "negative" };
  return { label: "Open", tone: "notice" };
}
