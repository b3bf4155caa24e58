import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type ImportKind, type ImportMapping, importFieldsOf } from "@/lib/imports/fields";
import type { ImportPreview } from "@/lib/imports/preview-import";

const NO_COLUMN = "";

/** Which column is which. What no column gives has its usual value, said beside it. */
export function MappingFields({
  kind,
  preview,
  onChange,
}: {
  kind: ImportKind;
  preview: ImportPreview;
  onChange: (mapping: ImportMapping) => void;
}) {
  const { columns, mapping } = preview;
  const set = (field: string, value: string) =>
    onChange({
      ...mapping,
      columns: { ...mapping.columns, [field]: value === NO_COLUMN ? null : Number(value) },
    });
  return (
    <fieldset className="grid gap-4 border-t pt-4 sm:grid-cols-2 lg:grid-cols-4">
      <legend className="sr-only">Which column is which</legend>
      {importFieldsOf(kind).map(([name, { label, required, otherwise }]) => (
        <Field key={name} id={`column-${name}`} label={label} optional={!required}>
          {(field) => (
            <Select
              {...field}
              value={mapping.columns[name] ?? NO_COLUMN}
              onChange={({ target }) => set(name, target.value)}
            >
              <option value={NO_COLUMN}>
                {otherwise ? `Always ${otherwise}` : required ? "Choose a column" : "None"}
              </option>
              {columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, and two may have one name
                <option key={index} value={index}>
                  {column}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ))}
      <Field id="amounts" label="Amounts are written">
        {(field) => (
          <Select
            {...field}
            value={mapping.amounts}
            onChange={({ target }) =>
              onChange({ ...mapping, amounts: target.value as ImportMapping["amounts"] })
            }
          >
            <option value="decimal">with a point (12.50)</option>
            <option value="comma">with a comma (12,50)</option>
            <option value="minor">in the smallest unit (1250)</option>
          </Select>
        )}
      </Field>
    </fieldset>
  );
}
