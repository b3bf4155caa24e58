"use client";

import { type BaseSyntheticEvent, lazy, Suspense, useMemo } from "react";
import { FormProvider, type Resolver, set, useForm } from "react-hook-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { AmountFields } from "./amount-fields";
import { LineItems } from "./line-items";
import { FormContext, type LinkMerchant, limitOf } from "./link-context";
import type { LinkValues } from "./link-values";
import { MadeNotice } from "./made-notice";
import { SubmitBar } from "./submit-bar";
import { useCreateLink } from "./use-create-link";
import { useDraft } from "./use-draft";

// The server has written them all; their scripts may come after those of the amount.
const CustomerFields = lazy(() => import("./customer-fields"));
const LinkPreview = lazy(() => import("./preview"));
const MoreFields = lazy(() => import("./more-fields"));

/** What each takes, on a phone and where its fields stand beside one another: nothing moves when it comes. */
const HEIGHTS = {
  customer: "h-[8.125rem] sm:h-[7.125rem]",
  more: "h-[23.625rem] sm:h-[15.625rem]",
  preview: "h-[27.375rem] rounded-lg",
};

export interface LinkFormProps {
  initial: LinkValues;
  merchants: readonly LinkMerchant[];
  locale: string;
  mayAddCustomers: boolean;
  deletedCustomer: string | null;
  testMode: boolean;
  /** The payment of the link that this very form has made already. */
  made: string | null;
}

/** Everything a checkout link is made of, and beside it the page it will open. */
export function LinkForm({ initial, testMode, made, ...known }: LinkFormProps) {
  const { merchants, locale, mayAddCustomers, deletedCustomer } = known;
  // Judged when it is sent: an error that came up on leaving a field would move the button being pressed.
  const form = useForm<LinkValues>({
    defaultValues: initial,
    resolver: useMemo(() => resolverFor(merchants, locale), [merchants, locale]),
  });
  const draft = useDraft(form, made);
  const creation = useCreateLink(form, draft, locale);
  const setting = useMemo(
    () => ({ merchants, locale, mayAddCustomers, deletedCustomer }),
    [merchants, locale, mayAddCustomers, deletedCustomer],
  );
  return (
    <FormContext value={setting}>
      <FormProvider {...form}>
        <form
          // Sent before its script has arrived, it goes nowhere.
          method="dialog"
          noValidate
          onSubmit={(event: BaseSyntheticEvent) => void form.handleSubmit(creation.create)(event)}
          className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
        >
          <div className="grid grid-cols-1 gap-4">
            <MadeNotice id={draft.made} />
            <Card>
              <CardHeader title="What is to be paid" />
              <CardBody className="grid gap-5">
                <AmountFields />
                <LineItems />
              </CardBody>
            </Card>
            <Card>
              <CardHeader
                title="Who pays"
                description="A known customer can keep a card for the next time."
              />
              <CardBody>
                <Suspense fallback={<Skeleton className={HEIGHTS.customer} />}>
                  <CustomerFields />
                </Suspense>
              </CardBody>
            </Card>
            <Card>
              <CardHeader title="The link" />
              <CardBody>
                <Suspense fallback={<Skeleton className={HEIGHTS.more} />}>
                  <MoreFields />
                </Suspense>
              </CardBody>
            </Card>
          </div>
          <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-24">
            <Suspense fallback={<Skeleton className={HEIGHTS.preview} />}>
              <LinkPreview testMode={testMode} />
            </Suspense>
            <SubmitBar pending={creation.pending} problem={creation.problem} />
          </div>
        </form>
      </FormProvider>
    </FormContext>
  );
}

function resolverFor(merchants: readonly LinkMerchant[], locale: string): Resolver<LinkValues> {
  return async (values) => {
    // Fetched with the first press. Without it the server judges the same.
    const judge = await import("./judge-link").catch(() => null);
    const limit = limitOf(merchants.find(({ id }) => id === values.merchantId));
    const issues = judge?.judgeLink(values, limit, locale).issues ?? [];
    if (issues.length === 0) return { values, errors: {} };
    const errors = {};
    for (const { path, message } of issues) set(errors, path, { type: "rule", message });
    return { values: {}, errors };
  };
}
