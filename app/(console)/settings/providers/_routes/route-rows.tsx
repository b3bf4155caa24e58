"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useAction } from "@/components/forms/use-action";
import { ModeBadge } from "@/components/providers/mode-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { BanIcon, ChevronDownIcon, TrashIcon } from "@/components/ui/icons";
import { IntentLink } from "@/components/ui/intent-link";
import { toast } from "@/components/ui/toast";
import { BUILT_IN_WORDS } from "@/lib/connectors/built-in";
import { spellId } from "@/lib/ids";
import { isolated } from "@/lib/text/isolated";
import { setRoutesAction } from "../actions";

export interface ShownRoute {
  id: string;
  words: string;
  connectionId: string;
  connectionName: string;
  live: boolean;
  /** The connection has been ended: what the route names is refused. */
  gone: boolean;
  /** Without it nothing names these payments. */
  last: boolean;
}

interface Rows {
  merchantId: string | null;
  whose: string;
  routes: readonly ShownRoute[];
  manage: boolean;
}

/** One list of routes, in the order they are tried. */
export function RouteRows({ merchantId, whose, routes, manage }: Rows) {
  const ids = routes.map(({ id }) => id);
  const move = useAction(setRoutesAction, () => toast("The order of the routes is changed"), {
    changes: ["connection"],
    onProblem: (message) => toast(message, { tone: "negative" }),
  });
  const swap = (index: number) => {
    const order = ids.toSpliced(index, 2, ids[index + 1] ?? "", ids[index] ?? "");
    move.run({ merchantId, seenIds: ids, order, added: null });
  };
  return (
    <ol className="grid divide-y px-4 pb-1">
      {routes.map((route, index) => (
        <li key={route.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="figures w-5 text-muted-foreground text-xs">{index + 1}.</span>
            <span>{route.words}</span>
            <span aria-hidden="true">→</span>
            <IntentLink
              href={`/settings/providers/${spellId("con", route.connectionId)}`}
              className="font-medium hover:text-primary hover:underline"
            >
              {route.connectionName}
            </IntentLink>
            <ModeBadge live={route.live} />
            {route.gone && (
              <Badge tone="caution" icon={BanIcon}>
                Leads nowhere: disconnected
              </Badge>
            )}
          </span>
          {manage && (
            <span className="flex items-center gap-1">
              {index > 0 && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  pending={move.pending}
                  aria-label={`Try sooner: ${route.words} of ${whose}, route ${index + 1}`}
                  onClick={() => swap(index - 1)}
                >
                  <ChevronDownIcon className="rotate-180" />
                </Button>
              )}
              {index < routes.length - 1 && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  pending={move.pending}
                  aria-label={`Try later: ${route.words} of ${whose}, route ${index + 1}`}
                  onClick={() => swap(index)}
                >
                  <ChevronDownIcon />
                </Button>
              )}
              <RemoveRoute merchantId={merchantId} whose={whose} route={route} ids={ids} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function RemoveRoute({
  merchantId,
  whose,
  route,
  ids,
}: Pick<Rows, "merchantId" | "whose"> & { route: ShownRoute; ids: readonly string[] }) {
  const [asked, setAsked] = useState(false);
  const form = useAction(
    setRoutesAction,
    () => {
      setAsked(false);
      toast("The route is taken away");
    },
    { changes: ["connection"] },
  );
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Take away: ${route.words} of ${whose}`}
        onClick={() => setAsked(true)}
      >
        <TrashIcon />
      </Button>
      <FormDialog
        open={asked}
        onClose={() => setAsked(false)}
        title="Take this route away?"
        description={
          route.last
            ? `${route.words} of ${whose} are named by no route then: they go to ${BUILT_IN_WORDS}, where test cards pay and no money moves.`
            : `${route.words} of ${whose} no longer go through ${isolated(route.connectionName)} by it. Payments that are under way end where they began.`
        }
        submitLabel="Take the route away"
        look="danger"
        form={form}
        read={() => ({
          merchantId,
          seenIds: [...ids],
          order: ids.filter((id) => id !== route.id),
          added: null,
        })}
      />
    </>
  );
}
