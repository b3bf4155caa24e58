"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon, UserIcon } from "@/components/ui/icons";
import { PEOPLE_TEXT_MIN } from "@/lib/people/search-limits";
import { FoundPeople } from "./found-people";

export function ShownPeople(hydrated: Hydrated<"people">) {
  const { text, long, people, more } = useConsoleQuery("people", hydrated);
  if (people.length === 0) return <Nobody text={text} long={long} />;
  return <FoundPeople people={people} more={more} href={({ type, id }) => `/people/${type}/${id}`} />;
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
