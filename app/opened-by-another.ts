import { headers } from "next/headers";
import type { ActionProblem } from "@/components/forms/action-result";
import { OPENED_BY } from "@/components/session/opened-by";
import type { Operator } from "@/lib/auth/session";

/** The code of a refusal because the page that sends was opened by somebody else than is signed in now. */
export const OTHER_PERSON = "other_person";

/** Thrown before anything is done: what one person typed is not sent in the name of another who has signed in beside it. */
export class OpenedByAnother extends Error {
  constructor(private readonly actor: Operator) {
    super("the page was opened by another person");
  }

  get problem(): ActionProblem {
    const { id, label } = this.actor;
    return {
      code: OTHER_PERSON,
      message: `${label} is signed in here now, and this page was opened by somebody else. Nothing was done.`,
      issues: [],
      signedInAs: { id, label },
    };
  }
}

/** Throws `OpenedByAnother`. What does not say who opened it, such as a script with a session, is taken at its session's word. */
export async function refuseAnothersPage(actor: Operator): Promise<void> {
  const openedBy = (await headers()).get(OPENED_BY);
  if (openedBy && openedBy !== actor.id) throw new OpenedByAnother(actor);
}
