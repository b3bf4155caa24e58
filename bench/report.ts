/** What a benchmark found: the targets it missed, each in one sentence. None is a pass. */
export type Missed = string[];

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A table for a terminal: the first column to the left, figures to the right. */
export function sayTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  say([line(heads), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n"));
}

export function figure(value: number, decimals = 0): string {
  return value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
