const SEPARATORS = [",", ";", "\t", "|"] as const;
const RECORDS_LOOKED_AT = 50;

/** What separates a file's cells; where its table begins; and the line that named the separator, if one did. */
export interface Separator {
  delimiter: string;
  from: number;
  separatorLine: string | null;
}

/** Reads `sep=;` where a file begins so; else takes the separator that most lines have as often as each other. */
export function separatorOf(text: string): Separator {
  const named = /^\ufeff?("?sep=(.)"?)[,;\t|]*(?:\r\n|\n|\r|$)/i.exec(text);
  if (named?.[1] && named[2]) return { delimiter: named[2], from: named[0].length, separatorLine: named[1] };
  const counts = separatorsOfRecords(text);
  const [best] = SEPARATORS.map((delimiter, place) => ({
    delimiter,
    ...agreement(counts.map((each) => each[place] ?? 0)),
  })).sort((one, other) => other.share - one.share || other.count - one.count);
  return { delimiter: best && best.count > 0 ? best.delimiter : ",", from: 0, separatorLine: null };
}

/** How many of each separator the first records have outside quotes; a record may go over several lines. */
function separatorsOfRecords(text: string): number[][] {
  const records: number[][] = [];
  let counts: number[] = SEPARATORS.map(() => 0);
  let quoted = false;
  let blank = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    const place = quoted ? -1 : (SEPARATORS as readonly string[]).indexOf(character);
    if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
    const ends = !quoted && (character === "\n" || character === "\r");
    if (!ends) blank = false;
    else if (!blank) {
      records.push(counts);
      counts = SEPARATORS.map(() => 0);
      blank = true;
    }
    if (records.length === RECORDS_LOOKED_AT) return records;
  }
  return blank ? records : [...records, counts];
}

/** The count above zero that most records share, and their share of all. */
function agreement(counts: readonly number[]): { count: number; share: number } {
  const records = new Map<number, number>();
  for (const count of counts) if (count > 0) records.set(count, (records.get(count) ?? 0) + 1);
  const [[count, having] = [0, 0]] = [...records].sort(
    (one, other) => other[1] - one[1] || other[0] - one[0],
  );
  return { count, share: having / Math.max(counts.length, 1) };
}
