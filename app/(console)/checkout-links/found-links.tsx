"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { LinkRows } from "./link-rows";
import { ShelfLinks } from "./shelf-links";

/** The page of links a search is on. */
export function FoundLinks({ params, shown }: Hydrated<"checkout-links">) {
  const data = useConsoleQuery("checkout-links", { params, shown });
  const { shelves, lines, newerHref, olderHref, any, mayCreate } = data;
  return (
    <>
      <ShelfLinks shelves={shelves} />
      {lines.length === 0 ? (
        <NoLinks any={any} mayCreate={mayCreate} />
      ) : (
        <>
          <LinkRows links={lines} />
          <Pagination newerHref={newerHref} olderHref={olderHref} />
        </>
      )}
    </>
  );
}

/** Nothing on this shelf is not the same as nothing at all. */
function NoLinks({ any, mayCreate }: { any: boolean; mayCreate: boolean }) {
  if (any) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No link fits"
        actions={<ButtonLink href="/checkout-links">Show all links</ButtonLink>}
      >
        Choose another state, or look for a part of the reference, a line item, or the customer’s name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={LinkIcon}
      title="A link asks one customer for one payment"
      actions={
        mayCreate && (
          <ButtonLink href="/checkout-links/new" variant="primary">
            Create a checkout link
          </ButtonLink>
        )
      }
    >
      Say what is to be paid, then send the link, or show its QR code. You can open it yourself and pay with
      the test card 4242 4242 4242 4242.
    </EmptyState>
  );
}
