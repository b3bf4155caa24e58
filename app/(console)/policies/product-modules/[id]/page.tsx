import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ModuleForm } from "@/app/(console)/policies/product-modules/module-form";
import { operatorCtx, requireOperator } from "@/app/operator";
import { billingValues } from "@/components/policies/billing-form";
import { Card, CardBody } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { PageHeader } from "@/components/ui/page-header";
import { CURRENCY_CODES } from "@/lib/money/currencies";
import { getProductModule } from "@/lib/policies/modules/product-module";
import { problemOf } from "@/lib/verb/problem";

export async function generateMetadata({
  params,
}: PageProps<"/policies/product-modules/[id]">): Promise<Metadata> {
  await requireOperator("product-modules:manage");
  return { title: (await found((await params).id)).name };
}

export default async function ProductModulePage({ params }: PageProps<"/policies/product-modules/[id]">) {
  await requireOperator("product-modules:manage");
  const [module, { locale }] = await Promise.all([found((await params).id), currentReader()]);
  return (
    <>
      <PageHeader
        up={{ href: "/policies/product-modules", label: "Product modules" }}
        title={module.name}
        description={`Key ${module.key}`}
      />
      <Card className="max-w-3xl">
        <CardBody className="pt-4">
          <ModuleForm
            module={{ id: module.id, name: module.name }}
            billing={billingValues(module.billing, locale)}
            currencies={CURRENCY_CODES}
            merchants={[]}
          />
        </CardBody>
      </Card>
    </>
  );
}

const found = cache(async (id: string) => {
  try {
    return await getProductModule({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
