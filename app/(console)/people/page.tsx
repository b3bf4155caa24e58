import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { peopleQuery } from "./people-query";
import { PeopleSearch } from "./people-search";
import { ShownPeople } from "./shown-people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(peopleQuery, params);
  return (
    <>
      <PageHeader
        title="People"
        description="Everybody who pays or is paid, with all of their payments"
        beside={<LiveList of="people" cursor={shown.cursor} />}
      />
      <PeopleSearch action="/people" text={shown.data.text} label="Find a person" />
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <ShownPeople params={params.toString()} shown={shown} />
      </Card>
    </>
  );
}
