import { spellAsset } from "@/lib/connected/assets";
import { formatDecimal } from "@/lib/money/decimal";
import { statesTheWhole } from "@/lib/payments/contradiction";
import { adjustmentKey } from "@/lib/payments/reported-before";
import type { ImportKind } from "./fields";
import type { ReadLine } from "./read-line";

/** A line that can be read. */
export interface GoodLine {
  line: number;
  read: Extract<ReadLine, { ok: true }>;
}

/**
 * What lines of one file say against each other, by line. Nobody knows which of them is right: none is taken. `isStored`
 * tells whether a payment is there already; of one that is not, its first line states the amount.
 */
export function contradictionsWithin(
  kind: ImportKind,
  lines: readonly GoodLine[],
  isStored: (paymentKey: string) => boolean,
): Map<number, string> {
  const found = new Map<number, string>();
  const told = lines.map((each): ToldLine => ({ ...each, amount: amountText(each) }));
  for (const [key, group] of groupBy(told, paymentKey)) {
    for (const same of groupBy(group, identity).values()) note(found, same);
    if (kind === "adjustments") continue;
    const [first] = isStored(key) ? [] : group;
    note(
      found,
      group.filter((each) => each === first || statesTheWhole(each.read.input.status)),
    );
    if (group.some(({ line }) => found.has(line))) noteRest(found, group);
  }
  return found;
}

/** What names a payment at one connector. */
export function paymentKey({ read: { payment, input } }: Pick<GoodLine, "read">): string {
  return `${input.type}\0${payment}`;
}

/** A line with its amount in words, which many lines are compared by. */
interface ToldLine extends GoodLine {
  amount: string;
}

function identity({ read: { input } }: GoodLine): string {
  return adjustmentKey({ ...input, ...input.createdAt });
}

// The first line that says otherwise is the group's first, or for those that agree with it the first that does not.
function note(found: Map<number, string>, lines: readonly ToldLine[]): void {
  const [first] = lines;
  const second = lines.find(({ amount }) => amount !== first?.amount);
  if (!first || !second) return;
  for (const { line, amount } of lines) {
    const other = amount === first.amount ? second : first;
    if (!found.has(line))
      found.set(line, `contradicts line ${other.line}: ${amount} here, ${other.amount} there`);
  }
}

// What happened to a payment cannot be told while nobody knows what it is of.
function noteRest(found: Map<number, string>, group: readonly GoodLine[]): void {
  const [told] = group.filter(({ line }) => found.has(line));
  for (const { line, read } of group)
    if (told && !found.has(line))
      found.set(line, `is about payment ${read.payment}, of which line ${told.line} ${found.get(told.line)}`);
}

function amountText({ read: { input } }: GoodLine): string {
  return `${formatDecimal(input.amount, input.asset.precision)} ${spellAsset(input.asset)}`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
