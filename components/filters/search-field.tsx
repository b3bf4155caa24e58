import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";

export interface SearchFieldProps {
  name: string;
  label: string;
  placeholder?: string;
  /** What may be typed, at length. */
  help?: string;
  value: string | undefined;
  charactersMax: number;
}

export function SearchField({
  name,
  label,
  placeholder = label,
  help,
  value,
  charactersMax,
}: SearchFieldProps) {
  return (
    <div className="relative w-full sm:w-64">
      <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
      <Input
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder}
        title={help}
        defaultValue={value}
        maxLength={charactersMax}
        className="pl-8"
      />
    </div>
  );
}
