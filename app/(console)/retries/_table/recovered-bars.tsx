import { Count } from "@/components/ui/count";
import { Percent } from "@/components/ui/percent";

/** How many of what was tried again were recovered: a table whose numbers are also drawn. */
export function RecoveredBars({
  caption,
  heading,
  rows,
}: {
  caption: string;
  heading: string;
  rows: readonly { key: string; label: string; tried: number; recovered: number }[];
}) {
  const most = Math.max(1, ...rows.map(({ tried }) => tried));
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">Recovered</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, tried, recovered }) => (
          <tr key={key}>
            <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
              {label}
              <svg
                viewBox="0 0 100 1"
                preserveAspectRatio="none"
                aria-hidden="true"
                className="mt-1 h-1.5 w-full rounded-full bg-muted"
              >
                <rect width={(100 * tried) / most} height="1" className="fill-perforation" />
                <rect width={(100 * recovered) / most} height="1" className="fill-positive" />
              </svg>
            </th>
            <td className="figures whitespace-nowrap py-1.5 text-right align-top">
              <Count value={recovered} /> of <Count value={tried} />
              <span className="ml-1.5 inline-block w-9 text-muted-foreground text-xs">
                <Percent share={recovered / Math.max(1, tried)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
