import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Definition, DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import { isolated } from "@/lib/text/isolated";
import { EditBankAccount } from "./edit-bank-account";
import type { ShownBankAccount } from "./read-bank-account";

/** Where a partner is paid to, or a merchant pays from: the end of the number, never all of it. */
export function BankAccountCard({
  owner,
  account,
  mayManage,
  description,
}: ShownBankAccount & { description: string }) {
  return (
    <Card>
      <CardHeader
        title="Bank details"
        description={description}
        actions={
          mayManage && (
            <EditBankAccount owner={owner} version={account?.version ?? 0} holder={account?.holder ?? ""} />
          )
        }
      />
      <CardBody>
        {account ? (
          <DefinitionList>
            <Definition term="Holder">{account.holder}</Definition>
            <Definition term={account.scheme === "iban" ? "IBAN" : "Account"}>
              <span className="font-mono text-xs">
                {account.country} •••• {account.last4}
              </span>
            </Definition>
            {account.bankCode && <Definition term="Bank code">{account.bankCode}</Definition>}
            {account.bic && <Definition term="BIC">{account.bic}</Definition>}
            <Definition term="Saved">
              {isolated(account.actorLabel)}, <Time at={account.createdAt} />
            </Definition>
          </DefinitionList>
        ) : (
          <p className="text-muted-foreground">None yet.</p>
        )}
      </CardBody>
    </Card>
  );
}
