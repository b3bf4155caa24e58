import { operatorCtx } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { type LinkSearch, linkSearchAddress } from "@/lib/checkout/link-search";
import { listCheckoutLinks } from "@/lib/checkout/list-checkout-links";
import { may } from "@/lib/verb/permissions";
import { LinkRows } from "./link-rows";
import { ShelfLinks } from "./shelf-links";

/** The page of links a search is on. */
export async function FoundLinks({ search }: { search: LinkSearch }) {
  const ctx = await operatorCtx();
  const { rows, older, newer, counts } = await listCheckoutLinks({ ctx, input: search });
  const { shelf, q } = search;
  return (
    <>
      <ShelfLinks search={search} counts={counts} />
      {rows.length === 0 ? (
        <NoLinks any={counts.all > 0} mayCreate={may(ctx.actor, "payments:create")} />
      ) : (
        <>
          <LinkRows links={rows} />
          <Pagination
            newerHref={newer && linkSearchAddress({ shelf, q, newer })}
            olderHref={older && linkSearchAddress({ shelf, q, older })}
          />
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
