import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon, UserIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { PEOPLE_TEXT_MIN, searchPeople } from "@/lib/people/search-people";
import { FoundPeople } from "./found-people";
import { PeopleSearch, searchedName } from "./people-search";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  await requireOperator("payments:read");
  const text = searchedName((await searchParams).q);
  const long = text.length >= PEOPLE_TEXT_MIN;
  const { people, more } = long
    ? await searchPeople({ ctx: await operatorCtx(), input: { q: text } })
    : { people: [], more: false };
  return (
    <>
      <PageHeader title="People" description="Everybody who pays or is paid, with all of their payments" />
      <PeopleSearch action="/people" text={text} label="Find a person" />
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        {people.length > 0 ? (
          <FoundPeople people={people} more={more} href={({ type, id }) => `/people/${type}/${id}`} />
        ) : (
          <Nobody text={text} long={long} />
        )}
      </Card>
    </>
  );
}

function Nobody({ text, long }: { text: string; long: boolean }) {
  if (!text)
    return (
      <EmptyState icon={UserIcon} title="Who is it about?">
        Customers, policyholders, referred customers and accounts of connectors are found by name, e-mail
        address, phone number, external id or policy number.
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
