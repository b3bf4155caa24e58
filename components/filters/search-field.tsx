import { cn } from "@/components/ui/cn";
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
  className?: string;
}

/** Where a list is searched by what is typed, the same on every list. */
export function SearchField({
  name,
  label,
  placeholder = label,
  help,
  value,
  charactersMax,
  className = "sm:w-64",
}: SearchFieldProps) {
  return (
    <div className={cn("relative w-full", className)}>
      <SearchIcon className="in-control left-2.5" />
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
