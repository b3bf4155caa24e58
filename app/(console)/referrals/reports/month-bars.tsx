export interface MonthBar {
  /** "2026-11" */
  month: string;
  label: string;
  value: bigint;
  text: string;
}

const HEIGHT = 100;
const GAP = 0.28;

/** One bar a month, drawn on the server; the numbers themselves stand in the table below it. */
export function MonthBars({ title, bars }: { title: string; bars: readonly MonthBar[] }) {
  const top = bars.reduce((most, { value }) => (value > most ? value : most), 0n);
  const highest = bars.find(({ value }) => value === top);
  return (
    <figure className="grid gap-1.5">
      <p aria-hidden="true" className="figures border-b border-dashed pb-0.5 text-2xs text-muted-foreground">
        {highest?.text}
      </p>
      {/* One box scrolls both, so that each bar stays above its month; it begins at the latest. */}
      <section
        className="overflow-x-auto [direction:rtl]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        aria-label={title}
      >
        <div className="grid gap-1.5 [direction:ltr] max-sm:w-[40rem]">
          <svg
            viewBox={`0 0 ${bars.length} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-36 w-full border-b"
            aria-hidden="true"
          >
            {bars.map(({ month, label, text, value }, index) => {
              const height = top === 0n ? 0 : Number((value * 10_000n) / top) / HEIGHT;
              return (
                <g key={month}>
                  <title>{`${label}: ${text}`}</title>
                  <rect
                    x={index}
                    y={0}
                    width={1}
                    height={HEIGHT}
                    className="fill-transparent hover:fill-hover"
                  />
                  <rect
                    x={index + GAP / 2}
                    width={1 - GAP}
                    y={HEIGHT - height}
                    height={height}
                    className="pointer-events-none fill-primary"
                  />
                </g>
              );
            })}
          </svg>
          <table className="w-full table-fixed text-2xs">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                {bars.map(({ month, label }) => (
                  <th key={month} scope="col" className="font-normal text-muted-foreground">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {bars.map(({ month, text }) => (
                  <td key={month} className="figures text-center">
                    {text}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      </section>
      <figcaption className="sr-only">{title}. The numbers are in the table with it.</figcaption>
    </figure>
  );
}
