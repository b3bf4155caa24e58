import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { PEOPLE_TEXT_MIN } from "@/lib/people/search-limits";
import { searchPeople } from "@/lib/people/search-people";
import { searchedName } from "./people-search";

/** The people a name is looked for among. */
export const peopleQuery = {
  permission: "payments:read",
  read: async ({ ctx, params }) => {
    const text = searchedName(params.get("q"));
    const long = text.length >= PEOPLE_TEXT_MIN;
    const { people, more } = long
      ? await searchPeople({ ctx, input: { q: text } })
      : { people: [], more: false };
    return { text, long, people, more };
  },
} satisfies ConsoleQuery<unknown>;
