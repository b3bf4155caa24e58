import { FilterLinks } from "@/components/filters/filter-links";
import { REFUSED_REMEMBERED_DAYS } from "@/lib/imports/limits";

/** Which imports are shown. */
export function ImportFilter({ refused }: { refused: boolean }) {
  return (
    <FilterLinks
      label="Which imports"
      links={[
        { href: "/connectors/import", label: "All", current: !refused },
        {
          href: "/connectors/import?show=refused",
          label: `With refused lines, last ${REFUSED_REMEMBERED_DAYS} days`,
          current: refused,
        },
      ]}
    />
  );
}
