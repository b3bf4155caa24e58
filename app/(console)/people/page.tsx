import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { FilterForm } from "@/components/filters/filter-form";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon, UserIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { RowLink } from "@/components/ui/row-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import {
  type FoundPerson,
  PEOPLE_FOUND_MAX,
  PEOPLE_TEXT_MAX,
  PEOPLE_TEXT_MIN,
  searchPeople,
} from "@/lib/people/search-people";
import { RECORD_NAMES } from "./record-names";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  await requireOperator("payments:read");
  const { q } = await searchParams;
  const text = typeof q === "string" ? q.trim().slice(0, PEOPLE_TEXT_MAX) : "";
  const long = text.length >= PEOPLE_TEXT_MIN;
  const people = long ? await searchPeople({ ctx: await operatorCtx(), input: { q: text } }) : [];
  return (
    <>
      <PageHeader title="People" description="Everybody who pays or is paid, with all of their payments" />
      <div className="mb-3">
        <FilterForm key={text} action="/people">
          <div className="relative w-full sm:w-96">
            <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
            <Input
              type="search"
              name="q"
              aria-label="Find a person"
              placeholder="Name, e-mail, phone, external id or policy number"
              defaultValue={text}
              maxLength={PEOPLE_TEXT_MAX}
              className="pl-8"
            />
          </div>
        </FilterForm>
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        {people.length > 0 ? <FoundPeople people={people} /> : <Nobody text={text} long={long} />}
      </Card>
    </>
  );
}

function FoundPeople({ people }: { people: readonly FoundPerson[] }) {
  return (
    <>
      <Table caption="People found, newest first">
        <TableHead>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>Known as</HeaderCell>
          <HeaderCell>E-mail</HeaderCell>
          <HeaderCell>Merchant</HeaderCell>
          <HeaderCell className="sm:text-right">Since</HeaderCell>
        </TableHead>
        <TableBody>
          {people.map(({ type, id, name, email, phone, merchantName, createdAt }) => (
            <TableRow key={id} data-row className="relative">
              <Cell className="max-w-72 max-sm:max-w-none">
                <RowLink href={`/people/${type}/${id}`}>{name?.trim() || "Unnamed"}</RowLink>
              </Cell>
              <Cell label="Known as">{RECORD_NAMES[type ?? ""]}</Cell>
              <Cell label="E-mail" className="max-w-64 max-sm:max-w-none">
                <span className="block truncate">{email ?? phone ?? "–"}</span>
              </Cell>
              <Cell label="Merchant" className="max-w-56 text-muted-foreground max-sm:max-w-none">
                {merchantName}
              </Cell>
              <Cell label="Since" className="text-muted-foreground sm:text-right">
                {createdAt && <Time at={createdAt} show="day" />}
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {people.length === PEOPLE_FOUND_MAX && (
        <p className="border-t px-4 py-3 text-muted-foreground text-xs">
          These are the newest {PEOPLE_FOUND_MAX}. Say more of the name to find others.
        </p>
      )}
    </>
  );
}

function Nobody({ text, long }: { text: string; long: boolean }) {
  if (!text)
    return (
      <EmptyState icon={UserIcon} title="Who is it about?">
        Customers, policyholders and referred customers are found by name, e-mail address, phone number,
        external id or policy number.
      </EmptyState>
    );
  return (
    <EmptyState icon={SearchIcon} title={long ? "Nobody fits" : "Say a little more"}>
      {long
        ? "Try a part of the name or of the e-mail address alone."
        : `At least ${PEOPLE_TEXT_MIN} characters are needed.`}
    </EmptyState>
  );
}
