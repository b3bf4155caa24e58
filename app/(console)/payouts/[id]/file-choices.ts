import type { PayoutRunDetail } from "@/lib/referrals/payouts/get-payout-run";
import type { PayoutFile, PayoutLine } from "@/lib/referrals/payouts/payout-run";
import type { SepaObstacle } from "@/lib/referrals/payouts/sepa-fit";
import { isOpen } from "./is-open";

/** What may be asked for: a file of what was in none, the same file again, or one that sends something a second time. */
export type FileChoice = "unsent" | "again" | "all";

export interface FileChoices {
  open: PayoutLine[];
  /** The open payments that a file of this format can have. */
  fitting: PayoutLine[];
  leftOut: PayoutLine[];
  /** Of those that fit: in no file yet, and in one. */
  unsent: PayoutLine[];
  sent: PayoutLine[];
  /** The files that those are in, newest first. */
  holding: PayoutFile[];
  /** The newest file of this format that can be had again. */
  again: PayoutFile | null;
  /** The likeliest first. */
  choices: FileChoice[];
}

/** What a file of a run would have, and what there is to choose between where some of it was in a file before. */
export function fileChoices(
  format: PayoutFile["format"],
  payout: Pick<PayoutRunDetail, "lines" | "files">,
  obstacles: Record<string, SepaObstacle | null>,
): FileChoices {
  const open = payout.lines.filter(isOpen);
  const fits = ({ id }: PayoutLine) => format === "csv" || obstacles[id] === null;
  const fitting = open.filter(fits);
  const [unsent, sent] = [fitting.filter(isUnsent), fitting.filter((line) => !isUnsent(line))];
  const ids = new Set(sent.flatMap(({ inFiles }) => inFiles.map(({ fileId }) => fileId)));
  const holding = payout.files.filter(({ id }) => ids.has(id)).toReversed();
  const again = holding.find((file) => file.format === format && file.kept) ?? null;
  return {
    open,
    fitting,
    leftOut: open.filter((line) => !fits(line)),
    unsent,
    sent,
    holding,
    again,
    choices: [
      ...(unsent.length > 0 ? (["unsent"] as const) : []),
      ...(again ? (["again"] as const) : []),
      ...(sent.length > 0 ? (["all"] as const) : []),
    ],
  };
}

export function isUnsent({ inFiles }: Pick<PayoutLine, "inFiles">): boolean {
  return inFiles.length === 0;
}

/** The lines of a file, marked ones too. */
export function linesOf<Line extends Pick<PayoutLine, "inFiles">>(
  { id }: Pick<PayoutFile, "id">,
  lines: readonly Line[],
): Line[] {
  return lines.filter(({ inFiles }) => inFiles.some(({ fileId }) => fileId === id));
}
