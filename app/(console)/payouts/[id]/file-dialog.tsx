"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { useFormFields } from "@/components/forms/form-fields";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Notice } from "@/components/ui/notice";
import { RadioGroup, type RadioOption } from "@/components/ui/radio-group";
import type { Reader } from "@/components/ui/reader";
import { useReader } from "@/components/ui/reader-context";
import { formatTime } from "@/components/ui/time-text";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/ids";
import type { PayoutFile } from "@/lib/referrals/payouts/payout-run";
import { getBankFileAgainAction, makeBankFileAction } from "../actions";
import type { AskedFile } from "./file-button";
import { type FileChoice, type FileChoices, fileChoices, linesOf } from "./file-choices";
import { LeftOut } from "./left-out";
import { FILE_NAMES, paymentsSumText, paymentsText, sumText } from "./payment-words";
import { saveFile } from "./save-file";

/** What is sent names the files that the person saw: one that somebody made meanwhile has it refused. */
export default function FileDialog({
  format,
  payout,
  obstacles,
  onClose,
}: AskedFile & { onClose: () => void }) {
  const reader = useReader();
  // Minted with the dialog: however often it is sent, it makes one file.
  const [id] = useState(newId);
  const found = fileChoices(format, payout, obstacles);
  const { open, fitting, sent, choices } = found;
  const [only] = choices;
  const isOneChoice = choices.length === 1;
  const isTwice = isOneChoice && only === "all";
  const form = useAction(
    (choice: FileChoice) =>
      choice === "again"
        ? getBankFileAgainAction({ runId: payout.id, fileId: found.again?.id ?? "" })
        : makeBankFileAction({
            ...{ id, runId: payout.id, format, lines: choice },
            seen: payout.files.map((file) => file.id),
          }),
    (file) => {
      saveFile(file);
      toast(`${file.name} downloaded`);
      onClose();
    },
    { changes: ["payout_run"] },
  );
  const name = FILE_NAMES[format];
  return (
    <FormDialog
      form={form}
      read={(values) => (isOneChoice && only ? only : textIn<FileChoice>(values, "choice"))}
      defaultValues={{ choice: only }}
      onClose={onClose}
      look={isTwice ? "danger" : "question"}
      title={sent.length > 0 ? `Another ${name} for the bank?` : `Make a ${name} for the bank?`}
      description={`${openText(fitting.length, open.length)}, ${sumText(fitting, reader.locale)}.`}
      submitLabel={isTwice ? "Make another all the same" : "Download"}
      cancelLabel="Cancel"
    >
      {format === "sepa" && <LeftOut lines={found.leftOut} obstacles={obstacles} title="Not in it" />}
      {sent.length > 0 && (
        <Notice tone="caution" title={`${ofThem(sent.length, fitting.length)} in a file already`}>
          <ul>
            {found.holding.slice(0, FILES_NAMED_MAX).map((file) => (
              <li key={file.id}>{fileText(file, reader)}</li>
            ))}
          </ul>
          {isTwice && AGAIN_WARNING}
        </Notice>
      )}
      {!isOneChoice && <Choices found={found} reader={reader} lines={payout.lines} />}
    </FormDialog>
  );
}

function openText(fitting: number, open: number): string {
  if (fitting < open) return `${fitting} of ${open} open payments`;
  return open === 1 ? "The open payment" : `All ${open} open payments`;
}

function ofThem(some: number, all: number): string {
  if (all === 1) return "It was";
  if (some === all) return "All of them were";
  return some === 1 ? "1 of them was" : `${some} of them were`;
}

const FILES_NAMED_MAX = 5;

const AGAIN_WARNING =
  "The bank may pay them a second time: go on only if it never got that file. What it refused is marked as failed instead, and goes with another payout.";

function Choices({
  found,
  reader,
  lines,
}: {
  found: FileChoices;
  reader: Reader;
  lines: AskedFile["payout"]["lines"];
}) {
  const options = found.choices.map((choice) => optionOf(choice, found, reader, lines));
  return (
    <RadioGroup legend="Which" name="choice" options={options} control={useFormFields().register("choice")} />
  );
}

function optionOf(
  choice: FileChoice,
  { unsent, sent, fitting, again }: FileChoices,
  reader: Reader,
  lines: AskedFile["payout"]["lines"],
): RadioOption<FileChoice> {
  const { locale } = reader;
  switch (choice) {
    case "unsent":
      return { value: choice, label: `Only what was in none: ${paymentsSumText(unsent, locale)}` };
    case "again":
      return {
        value: choice,
        label: `The same file again, unchanged: ${again ? paymentsSumText(linesOf(again, lines), locale) : ""}`,
        hint: again ? sameText(again, reader) : "",
      };
    case "all":
      return {
        value: choice,
        label: `A new file of all: ${paymentsSumText(fitting, locale)}`,
        hint: `The bank may pay ${paymentsText(sent.length)} a second time: only if it never got that file.`,
      };
  }
}

function sameText(file: PayoutFile, reader: Reader): string {
  const text = `${fileText(file, reader)}.`;
  return file.messageId ? `${text} Message id ${file.messageId}: a bank refuses it the second time.` : text;
}

function fileText({ format, madeBy, madeAt }: PayoutFile, reader: Reader): string {
  return `${FILE_NAMES[format]} by ${madeBy}, ${formatTime(madeAt, reader)}`;
}
