import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { IntentLink } from "@/components/ui/intent-link";
import { Pagination } from "@/components/ui/pagination";
import { type ListSearch, referralListAddress } from "./list-search";
import { stateLabel } from "./state-badge";

type State = Parameters<typeof stateLabel>[0];

/** A list under its states, with the way to newer and older rows. */
export function ListFrame<S extends State>({
  path,
  states,
  search,
  more,
  children,
}: {
  path: string;
  states: readonly S[];
  search: ListSearch<S>;
  more: boolean;
  children: ReactNode;
}) {
  const { state, page } = search;
  return (
    <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
      <nav aria-label="States" className="flex gap-4 overflow-x-auto border-b px-4">
        <StateLink href={path} current={state === undefined}>
          All
        </StateLink>
        {states.map((each) => (
          <StateLink key={each} href={referralListAddress(path, { state: each })} current={state === each}>
            {stateLabel(each)}
          </StateLink>
        ))}
      </nav>
      {children}
      {(page > 1 || more) && (
        <Pagination
          newerHref={page > 1 ? referralListAddress(path, { state, page: page - 1 }) : null}
          olderHref={more ? referralListAddress(path, { state, page: page + 1 }) : null}
          summary={`Page ${page}`}
        />
      )}
    </Card>
  );
}

function StateLink({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <IntentLink
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "-mb-px whitespace-nowrap border-transparent border-b-2 py-2.5 text-muted-foreground hover:text-foreground",
        current && "border-primary font-medium text-foreground",
      )}
    >
      {children}
    </IntentLink>
  );
}
