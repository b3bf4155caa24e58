import { Count } from "@/components/ui/count";
import { Percent } from "@/components/ui/percent";

/** Counts by name, most first: a table whose second column is also drawn. */
export function RankedBars({
  caption,
  rows,
}: {
  caption: string;
  rows: readonly { key: string; label: string; note?: string; count: number; href?: string }[];
}) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const all = rows.reduce((total, { count }) => total + count, 0);
  return (
    <table className="w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Reason</th>
          <th scope="col">Attempts</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, note, count, href }) => (
          <tr key={key}>
            <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
              <span className="block" title={note}>
                {href ? (
                  <a href={href} className="rounded-sm hover:underline">
                    {label}
                  </a>
                ) : (
                  label
                )}
              </span>
              <svg
                viewBox="0 0 100 1"
                preserveAspectRatio="none"
                aria-hidden="true"
                className="mt-1 h-1 w-full rounded-full bg-muted"
              >
                <rect width={(100 * count) / most} height="1" className="fill-negative" />
              </svg>
            </th>
            <td className="figures whitespace-nowrap py-1.5 text-right align-top">
              <Count value={count} />
              <span className="ml-1.5 inline-block w-9 text-muted-foreground text-xs">
                <Percent share={count / all} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
