import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { ShortId } from "@/components/ui/short-id";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import type { LinkView } from "./link-query";

/** What the link was made with, apart from what the customer sees. */
export function LinkFacts({ link }: { link: LinkView }) {
  const { customer } = link;
  const metadata = Object.entries(link.metadata);
  return (
    <div className={cn("grid grid-cols-1 items-start gap-4", metadata.length > 0 && "lg:grid-cols-2")}>
      <Card>
        <CardHeader title="Details" />
        <CardBody>
          <DefinitionList>
            <Definition term="Payment">
              <ShortId id={link.id} name="payment id" />
            </Definition>
            <Definition term="Created">
              <Time at={link.createdAt} />
            </Definition>
            <Definition term="Customer">
              {customer ? `${isolated(customer.name)}, ${customer.email}` : "Anybody who has the link"}
            </Definition>
            <Definition term="Saves the card">
              {link.savePaymentMethod ? "If the customer agrees" : "No"}
            </Definition>
            <Definition term="After paying">
              <Address url={link.successRedirectUrl} otherwise="A receipt" />
            </Definition>
            <Definition term="If it is not paid">
              <Address url={link.failureRedirectUrl} otherwise="Stays on the page" />
            </Definition>
          </DefinitionList>
        </CardBody>
      </Card>
      {metadata.length > 0 && (
        <Card>
          <CardHeader title="Metadata" />
          <CardBody>
            <DefinitionList>
              {metadata.map(([name, value]) => (
                <Definition key={name} term={name}>
                  {value}
                </Definition>
              ))}
            </DefinitionList>
          </CardBody>
        </Card>
      )}
    </div>
  );
}

function Address({ url, otherwise }: { url: string | null; otherwise: string }) {
  if (!url) return otherwise;
  return <span className="break-all font-mono text-xs">{url}</span>;
}
