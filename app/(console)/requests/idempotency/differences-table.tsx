import type { Difference } from "@/lib/requests/differences";

/** Field by field, what the first had and what this one has. */
export function DifferencesTable({
  name,
  differences,
}: {
  name: string;
  differences: readonly Difference[];
}) {
  return (
    <table className="w-full table-fixed border-collapse text-left text-xs">
      <caption className="pb-1 text-left font-medium">{name}</caption>
      <thead>
        <tr className="border-b text-muted-foreground">
          <th scope="col" className="w-1/3 py-1 pr-3 font-medium">
            Field
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            First
          </th>
          <th scope="col" className="py-1 font-medium">
            This one
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, first, other }) => (
          <tr key={path} className="border-b align-top last:border-b-0">
            <th scope="row" className="break-all py-1 pr-3 font-mono font-normal">
              {path}
            </th>
            <Value text={first} />
            <Value text={other} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text }: { text: string | null }) {
  return (
    <td className="break-all py-1 pr-3 font-mono">
      {text ?? <span className="font-sans text-muted-foreground">not there</span>}
    </td>
  );
}
