import type { PaymentLine } from "@/components/payments/payment-line";
import { orderOf, type PaymentSort } from "@/lib/payments/sort";
import { comparePlaces } from "@/lib/search/keyset";

/** A page of payments as the server finds it. `older` and `newer` are the places its neighbours begin beyond. */
export interface ListPage {
  lines: PaymentLine[];
  older: string | null;
  newer: string | null;
  /** Newest first where there is none. */
  sort?: PaymentSort | undefined;
  /** How many there are in all, in words. */
  summary: string;
}

/** What a list's stream sends: the lines that changed, or the whole page where those are too many or not known. */
export type ListMessage =
  | { page: ListPage }
  | { changed: { line: PaymentLine; fits: boolean }[]; summary: string };

/** A page as it stands before a person: nothing in it moves but by `withWaiting`. */
export interface ShownList extends Omit<ListPage, "lines"> {
  lines: (PaymentLine & { gone?: boolean })[];
  /** Lines that belong here and are not shown yet. */
  waiting: PaymentLine[];
}

export function withMessage(list: ShownList, message: ListMessage): ShownList {
  return "page" in message ? withPage(list, message.page) : withChanges(list, message);
}

/** Lines that are shown change where they stand; others that belong here wait. */
function withChanges(list: ShownList, { changed, summary }: Extract<ListMessage, { changed: unknown }>) {
  const byId = new Map(changed.map((each) => [each.line.id, each]));
  const lines = list.lines.map((line) => {
    const now = byId.get(line.id);
    return now ? { ...now.line, gone: !now.fits } : line;
  });
  const shown = new Set(lines.map(({ id }) => id));
  const arrived = changed.filter(({ line, fits }) => fits && !shown.has(line.id) && belongs(list, line));
  const waiting = list.waiting.filter(({ id }) => !byId.has(id));
  return { ...list, summary, lines, waiting: [...waiting, ...arrived.map(({ line }) => line)] };
}

function belongs({ lines, older, newer, sort }: ShownList, { place }: PaymentLine): boolean {
  const last = lines.at(-1);
  if (newer !== null) return false;
  return older === null || last === undefined || comparePlaces(orderOf(sort))(place, last.place) < 0;
}

function withPage(list: ShownList, page: ListPage): ShownList {
  const shown = new Set(list.lines.map(({ id }) => id));
  const now = new Map(page.lines.map((line) => [line.id, line]));
  return {
    ...list,
    summary: page.summary,
    lines: list.lines.map((line) => now.get(line.id) ?? { ...line, gone: true }),
    waiting: list.newer === null ? page.lines.filter(({ id }) => !shown.has(id)) : [],
  };
}

/** The list with what waited, in its order, and without what is gone; a page grows no longer than `linesMax`. */
export function withWaiting(list: ShownList, linesMax: number): ShownList {
  if (list.waiting.length === 0) return list;
  const compare = comparePlaces(orderOf(list.sort));
  const all = [...list.waiting, ...list.lines.filter(({ gone }) => !gone)].sort((one, other) =>
    compare(one.place, other.place),
  );
  const lines = all.slice(0, linesMax);
  const older = all.length > linesMax ? (lines.at(-1)?.place ?? null) : list.older;
  return { ...list, lines, older, waiting: [] };
}
