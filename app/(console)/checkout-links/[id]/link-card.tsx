import { OrderSummary } from "@/components/checkout/order-summary";
import { StatusBadge } from "@/components/payments/status-badge";
import { buttonVariants } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { ArrowUpRightIcon, DownloadIcon } from "@/components/ui/icons";
import type { LinkView } from "./link-query";
import { LinkState } from "./link-state";
import { QrCode } from "./qr-code";

/** The link as a thing: what it asks for, and, torn off beside it, the address to hand out. */
export function CheckoutLinkCard({ link, locale }: { link: LinkView; locale: string }) {
  return (
    <Card className="grid grid-cols-1 md:grid-cols-[minmax(0,5fr)_5px_minmax(0,6fr)]">
      <div className="rounded-t-lg bg-muted/60 p-5 sm:p-6 md:rounded-t-none md:rounded-l-lg">
        <OrderSummary
          merchant={link.merchant}
          amountMinor={link.amountMinor}
          currency={link.currency}
          reference={link.reference}
          lineItems={link.lineItems}
          locale={locale}
          amountLabel={link.handOut ? "Amount to pay" : "Amount asked for"}
        />
      </div>
      <div aria-hidden="true">
        <div className="perforation-x mx-3 md:hidden" />
        <div className="perforation-y my-3 hidden h-[calc(100%-1.5rem)] md:block" />
      </div>
      <div className="grid grid-cols-1 content-start gap-5 p-5 sm:p-6">
        <div className="grid gap-1.5">
          <StatusBadge status={link.status} />
          <LinkState link={link} />
        </div>
        {link.handOut && <HandOut id={link.id} {...link.handOut} />}
      </div>
    </Card>
  );
}

function HandOut({ id, url, qr }: NonNullable<LinkView["handOut"]> & { id: string }) {
  return (
    <>
      <div className="flex items-center gap-1 rounded-md border bg-muted/60 py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 select-all truncate font-mono text-xs" title={url}>
          {url}
        </code>
        <CopyButton
          text={url}
          label="Copy the link"
          className="h-8 rounded-md border bg-card px-2.5 font-medium text-foreground text-xs"
        >
          Copy
        </CopyButton>
      </div>
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <QrCode code={qr} />
        <div className="flex flex-wrap gap-2 sm:grid">
          <a href={url} target="_blank" rel="noreferrer" className={cn(buttonVariants())}>
            <ArrowUpRightIcon /> Open the page
          </a>
          <a href={`/checkout-links/${id}/qr`} download={`${id}.svg`} className={cn(buttonVariants())}>
            <DownloadIcon /> Save the QR code
          </a>
        </div>
      </div>
    </>
  );
}
