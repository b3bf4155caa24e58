import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { PEOPLE_FOUND_MAX } from "@/lib/people/search-limits";
import type { FoundPerson } from "@/lib/people/search-people";
import { RECORD_NAMES } from "./record-names";

/** People as a search found them, each row one person. */
export function FoundPeople({
  people,
  more,
  href,
}: {
  people: readonly FoundPerson[];
  /** There are more records than were looked at. */
  more: boolean;
  href: (person: FoundPerson) => string;
}) {
  return (
    <>
      <Table caption="People found, newest first">
        <TableHead>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>Known as</HeaderCell>
          <HeaderCell>E-mail</HeaderCell>
          <HeaderCell>Phone</HeaderCell>
          <HeaderCell>Merchant</HeaderCell>
          <HeaderCell className="sm:text-right">Since</HeaderCell>
        </TableHead>
        <TableBody>
          {people.map((person) => (
            <TableRow key={person.id} data-row className="relative">
              <Cell className="max-w-72 max-sm:max-w-none">
                <RowLink href={href(person)}>{person.name?.trim() || "Unnamed"}</RowLink>
              </Cell>
              <Cell label="Known as">{person.types.map((type) => RECORD_NAMES[type]).join(", ")}</Cell>
              <Cell label="E-mail" className="max-w-64 max-sm:max-w-none">
                <span className="block truncate">{person.email ?? "–"}</span>
              </Cell>
              <Cell label="Phone" className="whitespace-nowrap">
                {person.phone ?? "–"}
              </Cell>
              <Cell label="Merchant" className="max-w-56 text-muted-foreground max-sm:max-w-none">
                {person.merchantName}
              </Cell>
              <Cell label="Since" className="text-muted-foreground sm:text-right">
                {person.createdAt && <Time at={person.createdAt} show="day" />}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more && (
        <p className="border-t px-4 py-3 text-muted-foreground text-xs">
          These are the newest {PEOPLE_FOUND_MAX} records. Say more of the name to find others.
        </p>
      )}
    </>
  );
}
