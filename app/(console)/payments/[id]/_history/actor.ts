import { PROVIDERS } from "@/lib/connectors/all-providers";
import { isolated } from "@/lib/text/isolated";

/** Who did something, and by which actor the audit log knows them; nulls where it does not. */
export interface HistoryActor {
  name: string;
  type: string | null;
  id: string | null;
}

/** Who did something, as a person would name them. */
export function actorName(by: { actorType: string; actorId: string; actorLabel: string }): HistoryActor {
  return { name: nameOf(by), type: by.actorType, id: by.actorId };
}

function nameOf({ actorType, actorLabel }: { actorType: string; actorLabel: string }): string {
  switch (actorType) {
    case "apiKey":
      return `the API key ${isolated(actorLabel)}`;
    case "customer":
      return "the customer";
    case "job":
      return `the job ${isolated(actorLabel)}`;
    case "provider":
      return `the provider ${labelOf(actorLabel)}`;
    default:
      return actorLabel;
  }
}

/** As the provider calls itself; one that is not known any more by the name that was written down. */
function labelOf(provider: string): string {
  return PROVIDERS.find(({ name }) => name === provider)?.label ?? provider;
}
