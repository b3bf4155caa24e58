import type { Metadata } from "next";
import { FoundPeople } from "@/app/(console)/people/found-people";
import { PeopleSearch, searchedName } from "@/app/(console)/people/people-search";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { PEOPLE_TEXT_MIN } from "@/lib/people/search-limits";
import { searchPeople } from "@/lib/people/search-people";
import { isolated } from "@/lib/text/isolated";
import { loadPerson } from "../load-person";
import { ConfirmMerge } from "./confirm-merge";

type Props = PageProps<"/people/[type]/[id]/merge">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type, id } = await params;
  return { title: `Merge ${(await loadPerson(type, id)).name}` };
}

/** Finds who else it is, then shows both sides before they are merged. */
export default async function MergePage({ params, searchParams }: Props) {
  await requireOperator("customers:write");
  const { type, id } = await params;
  const here = `/people/${type}/${id}`;
  const [person, asked] = await Promise.all([loadPerson(type, id), searchParams]);
  const [otherType = "", otherId = ""] = typeof asked.with === "string" ? asked.with.split(":") : [];
  const header = (
    <PageHeader
      up={{ href: here, label: person.name }}
      title={`Merge ${isolated(person.name)} with another person`}
    />
  );
  if (otherId)
    return (
      <>
        {header}
        <ConfirmMerge one={person} other={await loadPerson(otherType, otherId)} href={here} />
      </>
    );
  const text = searchedName(asked.q);
  const found =
    text.length >= PEOPLE_TEXT_MIN
      ? await searchPeople({ ctx: await operatorCtx(), input: { q: text } })
      : { people: [], more: false };
  const own = new Set(person.records.map((record) => record.id));
  const people = found.people.filter((each) => each.merchantId === person.merchantId && !own.has(each.id));
  return (
    <>
      {header}
      <PeopleSearch action={`${here}/merge`} text={text} label="Find the other person" />
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        {people.length > 0 ? (
          <FoundPeople
            people={people}
            more={found.more}
            href={(other) => `${here}/merge?${new URLSearchParams({ with: `${other.type}:${other.id}` })}`}
          />
        ) : (
          <EmptyState icon={UsersIcon} title={text ? "Nobody else fits" : "Who else is it?"}>
            Look for the other record of the same person among those of {isolated(person.merchantName)}. You
            see both before anything is merged, and can separate them again.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
