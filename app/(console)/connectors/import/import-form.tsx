"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ChangeEvent, useRef, useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { postJson } from "@/components/forms/post-json";
import { refusal as refusalInWords } from "@/components/forms/refusal";
import { useAction } from "@/components/forms/use-action";
import { noticeRefusal } from "@/components/session/session";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { controlClass } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { Select } from "@/components/ui/select";
import { newId } from "@/lib/ids";
import type { Encoding } from "@/lib/imports/decode-text";
import { IMPORT_BYTES_MAX, type ImportKind, type ImportMapping } from "@/lib/imports/fields";
import type { ImportPreview } from "@/lib/imports/preview-import";
import { type ReadUpload, readUpload } from "@/lib/imports/read-upload";
import { formatNumber } from "@/lib/money/format";
import { problemOf, refuseField } from "@/lib/verb/problem";
import { MappingFields } from "./mapping-fields";
import { PreviewTable } from "./preview-table";
import { ReadAs } from "./read-as";

interface Refusal {
  message: string;
  requestId?: string;
}

interface Chosen {
  kind: ImportKind;
  connectorId: string;
  fileName: string;
  text: string;
}

interface ImportFormProps {
  connectors: { id: string; name: string }[];
}

/** Choose a file, say which column is which, see what would happen, then do it. */
export function ImportForm({ connectors }: ImportFormProps) {
  const router = useRouter();
  const { locale } = useReader();
  // Minted with the file that is chosen: however often that is sent, it is one import, and another file is another.
  const [id, setId] = useState(newId);
  const [chosen, setChosen] = useState<Chosen>({
    kind: "payments",
    connectorId: connectors[0]?.id ?? "",
    fileName: "",
    text: "",
  });
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [upload, setUpload] = useState<{ file: File; as: ReadUpload } | null>(null);

  // A large file is read longer than a small one that was chosen after it.
  const readings = useRef(0);

  const looking = useMutation({
    mutationFn: (body: Chosen & { mapping: ImportMapping | null }) =>
      postJson<ImportPreview>("/connectors/import/preview", body).catch(() => NOT_LOOKED_AT),
  });
  const starting = useAction(
    (mapping: ImportMapping) =>
      postJson<{ id: string }>("/connectors/import/start", { ...chosen, id, mapping }),
    (started) => router.push(`/connectors/import/${started.id}`),
    { changes: ["import"], onIssues: ([issue]) => issue && setRefusal({ message: issue.message }) },
  );
  const pending = looking.isPending || starting.pending;
  const problem = refusal ?? starting.problem;
  const look = (next: Chosen, mapping: ImportMapping | null) => {
    setChosen(next);
    if (next.text === "") return;
    const reading = readings.current;
    // Told here and not by the mutation itself: of two looks at once, only the last one's answer is shown.
    const onSuccess = (result: Awaited<ReturnType<typeof looking.mutateAsync>>) => {
      if (reading !== readings.current) return;
      if (!result.ok) noticeRefusal(result.problem);
      setRefusal(result.ok ? null : refusalOf(result));
      setPreview(result.ok ? result.value : null);
    };
    looking.mutate({ ...next, mapping }, { onSuccess });
  };
  const start = () => {
    if (!preview || pending) return;
    setRefusal(null);
    starting.run(preview.mapping);
  };
  const read = async (file: File, encoding: Encoding | null) => {
    const reading = ++readings.current;
    setUpload(null);
    setPreview(null);
    try {
      if (file.size > IMPORT_BYTES_MAX)
        refuseField("file", "too_big", `A file may have at most ${IMPORT_BYTES_MAX / 1_048_576} MiB.`);
      const as = await readUpload(new Uint8Array(await file.arrayBuffer()), encoding);
      if (reading !== readings.current) return;
      setUpload({ file, as });
      look({ ...chosen, fileName: file.name, text: as.text }, null);
    } catch (err) {
      if (reading !== readings.current) return;
      const problem = problemOf(err);
      const message = problem?.code === "invalid" ? problem.issues[0]?.message : null;
      setRefusal({ message: message ?? "The file could not be read. Choose it again." });
    }
  };
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    setId(newId());
    void read(file, null);
  };
  return (
    <Card>
      <CardHeader
        title="The file"
        description="CSV or XLSX with a header, at most 10,000 lines, 100 columns and 8 MiB, as a file and as text"
      />
      <CardBody className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field id="kind" label="What is in it">
            {(field) => (
              <Select
                {...field}
                value={chosen.kind}
                onChange={({ target }) => look({ ...chosen, kind: target.value as ImportKind }, null)}
              >
                <option value="payments">Payments</option>
                <option value="adjustments">Adjustments of payments</option>
              </Select>
            )}
          </Field>
          <Field id="connector" label="Connector">
            {(field) => (
              <Select
                {...field}
                value={chosen.connectorId}
                onChange={({ target }) =>
                  look({ ...chosen, connectorId: target.value }, preview?.mapping ?? null)
                }
              >
                {connectors.map(({ id: value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field id="file" label="CSV file or spreadsheet">
            {(field) => (
              <input
                {...field}
                type="file"
                accept=".csv,.tsv,.txt,.xlsx,text/csv"
                className={cn(controlClass, "control-line py-1")}
                // The same file, corrected meanwhile, is no change to a browser while it is still the one chosen.
                onClick={({ currentTarget }) => {
                  currentTarget.value = "";
                }}
                onChange={choose}
              />
            )}
          </Field>
        </div>
        {problem && (
          <Notice
            tone="negative"
            title={problem.message}
            {...(problem.requestId && { requestId: problem.requestId })}
          />
        )}
        {preview && (
          <>
            {upload && <ReadAs upload={upload.as} onChoose={(encoding) => read(upload.file, encoding)} />}
            <MappingFields
              kind={chosen.kind}
              preview={preview}
              onChange={(mapping) => look(chosen, mapping)}
            />
            <PreviewTable preview={preview} />
          </>
        )}
      </CardBody>
      {preview && (
        <CardFooter>
          <Button
            variant="primary"
            pending={pending}
            aria-disabled={preview.refused === preview.lines}
            onClick={() => preview.refused < preview.lines && start()}
          >
            {actionName(preview, locale)}
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

function actionName({ lines, refused }: ImportPreview, locale: string): string {
  const good = lines - refused;
  if (good === 0) return "Nothing can be imported yet";
  const taken = `Import ${formatNumber(good, locale)} ${good === 1 ? "line" : "lines"}`;
  return refused === 0 ? taken : `${taken}, refuse ${formatNumber(refused, locale)}`;
}

function refusalOf({ problem, requestId }: Extract<ActionResult<unknown>, { ok: false }>): Refusal {
  return { message: problem.issues[0]?.message ?? problem.message, requestId };
}

const NOT_LOOKED_AT = refusalInWords("No answer came, so the file was not looked at. Choose it again.");
