import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FailedFrom } from "@/lib/auth/account/failed-sign-ins";
import { addressWords } from "./address-words";

const STEP_WORDS = { password: "Password", second_factor: "Second factor" };

export function FailedSignInTable({ failed }: { failed: FailedFrom[] }) {
  return (
    <Table caption="Wrong attempts to sign in as you, by address, newest first">
      <TableHead>
        <HeaderCell>Address</HeaderCell>
        <HeaderCell>Wrong</HeaderCell>
        <HeaderCell>Attempts</HeaderCell>
        <HeaderCell>Last</HeaderCell>
      </TableHead>
      <TableBody>
        {failed.map(({ network, step, attempts, lastAt }) => (
          <TableRow key={`${network} ${step}`}>
            <Cell className="figures font-medium">{addressWords(network)}</Cell>
            <Cell label="Wrong">{STEP_WORDS[step]}</Cell>
            <Cell label="Attempts" className="figures">
              {attempts}
            </Cell>
            <Cell label="Last">
              <Time at={lastAt} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
