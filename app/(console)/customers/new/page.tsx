import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { Card, CardBody } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { CustomerForm } from "./customer-form";

export const metadata: Metadata = { title: "New customer" };

export default async function NewCustomerPage() {
  await requireOperator("customers:write");
  const merchants = await offeredMerchants({ ctx: await operatorCtx() });
  return (
    <>
      <PageHeader up={{ href: "/customers", label: "Customers" }} title="New customer" />
      <Card className="max-w-3xl">
        <CardBody className="pt-4">
          <CustomerForm merchants={merchants.map(({ id, name }) => ({ id, name }))} />
        </CardBody>
      </Card>
    </>
  );
}
