"use client";

import { useState } from "react";
import { CheckboxField } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { SHORTCUTS, setSingleKeys, singleKeysOn } from "./shortcuts";

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Dialog open onClose={onClose} title="Keys" className="sm:max-w-sm">
      <dl className="grid gap-1">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-b-0">
            <dt>{does}</dt>
            <dd className="flex gap-1.5">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <CheckboxField
        className="mt-4"
        htmlFor="single-keys"
        label="Single keys"
        hint="Turn off if you dictate, or if keys do things you did not mean."
        control={
          <Switch
            id="single-keys"
            checked={on}
            onChange={(event) => {
              setSingleKeys(event.target.checked);
              setOn(event.target.checked);
            }}
          />
        }
      />
    </Dialog>
  );
}
