import { spellAsset } from "@/lib/connected/assets";
import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { historiesOf } from "@/lib/connected/payments/connected-payment";
import { query } from "@/lib/db/sql";
import { STORED } from "@/lib/generated/sql/imports/judge-lines/stored";
import { contradictionIn } from "@/lib/payments/contradiction";
import { candidatesIn, reportedBefore } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { contradictionsWithin, type GoodLine, paymentKey } from "./contradictions";
import type { ImportKind, ImportMapping } from "./fields";
import type { ImportFile } from "./read-file";
import { readLine } from "./read-line";

/** A line, and what would become of it now. */
export interface JudgedLine {
  line: number;
  cells: string[];
  verdict: "recorded" | "unchanged" | "refused";
  /** What would be recorded; null where that cannot be read. */
  amount: ReadAmount | null;
  /** Why it is refused. */
  problem: string | null;
  /** Whether it is refused for what other lines of the file say, which does not change while it is taken in. */
  withinFile: boolean;
}

/** An amount as a line says it, for JSON: `amountMinor` in digits. */
export interface ReadAmount {
  amountMinor: string;
  currency: string;
  precision: number;
}

/** Judges a file's lines: each by itself, against each other, and against what is stored. */
export async function judgeLines(
  ctx: Ctx,
  { kind, connector, mapping }: { kind: ImportKind; connector: InstalledConnector; mapping: ImportMapping },
  file: ImportFile,
): Promise<JudgedLine[]> {
  const columns = file.columns.length;
  const read = file.lines.map(({ line, cells }) => ({
    line,
    cells,
    read: readLine({ kind, connector, mapping, columns, now: ctx.now }, cells),
  }));
  const good = read.flatMap(({ line, read: each }): GoodLine[] => (each.ok ? [{ line, read: each }] : []));
  const stored = await storedPayments(connector, good);
  const within = contradictionsWithin(kind, good, (key) => stored.has(key));
  return read.map(({ line, cells, read: each }): JudgedLine => {
    const amount = each.ok ? amountOf(each) : null;
    const refused = (problem: string, withinFile = false): JudgedLine => {
      return { line, cells, amount, verdict: "refused", problem, withinFile };
    };
    if (!each.ok) return refused(each.message);
    const contradicted = within.get(line);
    if (contradicted) return refused(contradicted, true);
    const known = stored.get(paymentKey({ read: each }))?.(each.input);
    const problem = known ? against(known, each) : noPayment(kind, connector, each);
    if (problem) return refused(problem);
    const same = known && reportedBefore(known, { ...each.input, ...each.input.createdAt });
    const verdict = same ? "unchanged" : "recorded";
    return { line, cells, amount, verdict, problem: null, withinFile: false };
  });
}

function amountOf({ input: { amount, asset } }: GoodLine["read"]): ReadAmount {
  return { amountMinor: amount.toString(), currency: asset.currency, precision: asset.precision };
}

type Stored = Parameters<typeof contradictionIn>[0];

/** A stored payment, with as much of its history as may say the same as a line. */
type StoredFor = (input: GoodLine["read"]["input"]) => Stored;

async function storedPayments(
  connector: InstalledConnector,
  lines: readonly GoodLine[],
): Promise<Map<string, StoredFor>> {
  const keys = [...new Set(lines.map(paymentKey))].map((key) => key.split("\0"));
  const [types, references] = [0, 1].map((part) => keys.map((key) => key[part] ?? ""));
  const payments = await query(STORED, {
    connectorId: connector.id,
    types: types ?? [],
    references: references ?? [],
  });
  const histories = await historiesOf(payments.map(({ id }) => id));
  return new Map(
    payments.map((payment) => {
      const candidates = candidatesIn({ payment, adjustments: histories.get(payment.id) ?? [] });
      return [
        `${payment.type}\0${payment.reference}`,
        (input) => ({ payment, adjustments: candidates({ ...input, ...input.createdAt }) }),
      ];
    }),
  );
}

function against(stored: Stored, { input }: GoodLine["read"]): string | null {
  if (spellAsset(stored.payment) !== spellAsset(input.asset))
    return `is in ${spellAsset(input.asset)}, and the payment in ${spellAsset(stored.payment)}`;
  const { reference, status, createdAt, amount: amountMinor } = input;
  return contradictionIn(stored, { reference, status, ...createdAt, amountMinor });
}

function noPayment(
  kind: ImportKind,
  { name }: InstalledConnector,
  { payment, input }: GoodLine["read"],
): string | null {
  return kind === "adjustments" ? `There is no ${input.type} payment ${payment} at ${name}` : null;
}
