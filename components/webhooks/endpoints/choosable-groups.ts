import { EVENT_GROUPS, EVENT_TYPES, SUBSCRIBABLE_TYPES } from "@/lib/webhooks/event-types";
import type { ChoosableGroup } from "./event-choice";

/** The catalogue as a form offers it. On the server: the examples in it are not for a form to load. */
export function choosableGroups(): ChoosableGroup[] {
  return EVENT_GROUPS.map((group) => ({
    group,
    types: EVENT_TYPES.filter((each) => each.group === group && SUBSCRIBABLE_TYPES.includes(each.type)).map(
      ({ type, description }) => ({ type, description }),
    ),
  })).filter(({ types }) => types.length > 0);
}
