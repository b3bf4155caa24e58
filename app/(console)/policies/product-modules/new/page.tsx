import type { Metadata } from "next";
import { merchantOptions } from "@/app/(console)/policies/merchant-options";
import { ModuleForm } from "@/app/(console)/policies/product-modules/module-form";
import { requireOperator } from "@/app/operator";
import { billingValues } from "@/components/policies/billing-form";
import { Card, CardBody } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { PageHeader } from "@/components/ui/page-header";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import { billingSettings } from "@/lib/policies/modules/billing-settings";

export const metadata: Metadata = { title: "New product module" };

export default async function NewProductModulePage() {
  await requireOperator("product-modules:manage");
  const [merchants, { locale }] = await Promise.all([merchantOptions(), currentReader()]);
  const defaults = billingSettings.parse({ retryFailedPayments: { enabled: true } });
  return (
    <>
      <PageHeader
        up={{ href: "/policies/product-modules", label: "Product modules" }}
        title="New product module"
      />
      <Card className="max-w-3xl">
        <CardBody className="pt-4">
          <ModuleForm
            module={null}
            billing={billingValues(defaults, locale)}
            currencies={CURRENCY_CODES}
            merchants={merchants}
          />
        </CardBody>
      </Card>
    </>
  );
}
