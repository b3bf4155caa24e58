import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ENCODINGS, type Encoding } from "@/lib/imports/decode-text";
import type { ReadUpload } from "@/lib/imports/read-upload";

/** How the file was read; a text that is not Unicode can be read in several ways, and a person sees which is right. */
export function ReadAs({ upload, onChoose }: { upload: ReadUpload; onChoose: (encoding: Encoding) => void }) {
  if (upload.kind === "workbook")
    return (
      <p className="text-muted-foreground">
        Read from the sheet “{upload.sheet}”
        {upload.others > 0 &&
          `; the workbook’s other ${upload.others === 1 ? "sheet" : "sheets"} are not read`}
        .
      </p>
    );
  if (upload.encodings.length === 1) return null;
  return (
    <Field
      id="encoding"
      label="Letters are written in"
      hint="The file is not in Unicode. Look below whether names and references read as they should."
    >
      {(field) => (
        <Select
          {...field}
          value={upload.encoding}
          onChange={({ target }) => onChoose(target.value as Encoding)}
        >
          {upload.encodings.map((encoding) => (
            <option key={encoding} value={encoding}>
              {ENCODINGS[encoding]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
