"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ModuleForm } from "@/app/(console)/policies/product-modules/module-form";
import { Card, CardBody } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { CURRENCY_CODES } from "@/lib/money/currencies";

export function ShownModule(hydrated: Hydrated<"product-module">) {
  const { id, name, key, seen, billing } = useConsoleQuery("product-module", hydrated);
  return (
    <>
      <PageHeader
        up={{ href: "/policies/product-modules", label: "Product modules" }}
        title={name}
        description={`Key ${key}`}
      />
      <Card className="max-w-3xl">
        <CardBody className="pt-4">
          <ModuleForm
            module={{ id, name, seen }}
            billing={billing}
            currencies={CURRENCY_CODES}
            merchants={[]}
          />
        </CardBody>
      </Card>
    </>
  );
}
