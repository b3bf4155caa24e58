import { cn } from "@/components/ui/cn";

export interface DailyBar {
  /** "2026-11-21" */
  day: string;
  /** How the day is written under the chart and in the table. */
  label: string;
  value: bigint;
  /** What left again on that day, of this day's money or an earlier one's. */
  returned: bigint;
  text: string;
  returnedText: string;
  /** Only where anything was paid out on any of the days. */
  paidOutText?: string;
  netText: string;
}

const HEIGHT = 100;
const GAP = 0.28;

/** From what was collected to what is kept. */
const COLUMNS: readonly { head: string; text: (bar: DailyBar) => string | undefined }[] = [
  { head: "Collected", text: ({ text }) => text },
  { head: "Left again", text: ({ returnedText }) => returnedText },
  { head: "Paid out", text: ({ paidOutText }) => paidOutText },
  { head: "Net", text: ({ netText }) => netText },
];

/** One bar a day, drawn on the server; the numbers themselves stand in the table below it. */
export function DailyBars({
  title,
  bars,
  topText,
  className,
}: {
  title: string;
  bars: readonly DailyBar[];
  /** What the highest line of the chart is worth. */
  topText: string;
  className?: string;
}) {
  const top = bars.reduce((most, { value }) => (value > most ? value : most), 0n);
  const columns = COLUMNS.filter(({ text }) => bars.some((bar) => text(bar) !== undefined));
  return (
    <figure className={cn("flex flex-1 flex-col gap-1.5", className)}>
      <p aria-hidden="true" className="figures border-b border-dashed pb-0.5 text-2xs text-muted-foreground">
        {topText}
      </p>
      <svg
        viewBox={`0 0 ${bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-44 w-full grow border-b"
        aria-hidden="true"
      >
        {bars.map((bar, index) => (
          <g key={bar.day}>
            <title>{`${bar.label}: ${bar.text}`}</title>
            <rect x={index} y={0} width={1} height={HEIGHT} className="fill-transparent hover:fill-hover" />
            <rect
              {...column(index, share(bar.value, top), 0)}
              className="pointer-events-none fill-returned/50"
            />
            <rect
              {...column(index, share(bar.value > bar.returned ? bar.value - bar.returned : 0n, top), 0)}
              className="pointer-events-none fill-primary"
            />
          </g>
        ))}
      </svg>
      <p aria-hidden="true" className="figures flex justify-between text-2xs text-muted-foreground">
        {axisDays(bars).map(({ day, label }) => (
          <span key={day}>{label}</span>
        ))}
      </p>
      <figcaption className="sr-only">{title}. The numbers are in the table that follows.</figcaption>
      <details className="text-xs">
        <summary className="w-fit rounded-sm py-1 text-muted-foreground hover:text-foreground">
          Show as a table
        </summary>
        <div className="mt-1 max-h-64 overflow-auto rounded-md border">
          <table className="w-full">
            <caption className="sr-only">{title}</caption>
            <thead className="sticky top-0 bg-muted text-left text-muted-foreground">
              <tr>
                <th scope="col" className="px-3 py-1.5 font-medium">
                  Day
                </th>
                {columns.map(({ head }) => (
                  <th key={head} scope="col" className="px-3 py-1.5 text-right font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.day} className="border-t">
                  <td className="whitespace-nowrap px-3 py-1">{bar.label}</td>
                  {columns.map(({ head, text }) => (
                    <td key={head} className="figures whitespace-nowrap px-3 py-1 text-right">
                      {text(bar)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function column(index: number, height: number, from: number) {
  return { x: index + GAP / 2, width: 1 - GAP, y: HEIGHT - from - height, height };
}

/** A share of the chart's height, none of what is less than nothing: a day's correction of another's. Amounts are too big for numbers until they are divided. */
function share(value: bigint, top: bigint): number {
  return top === 0n || value < 0n ? 0 : Number((value * 10_000n) / top) / HEIGHT;
}

/** The first, the middle and the last day: enough to read a chart by. */
function axisDays(bars: readonly DailyBar[]): DailyBar[] {
  const at = [0, Math.floor((bars.length - 1) / 2), bars.length - 1];
  return at.flatMap((index) => bars[index] ?? []);
}
