"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { SecretBox } from "@/components/forms/secret-box";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { spellId } from "@/lib/ids";
import type { MadeKey } from "@/lib/keys/create-key";

type Show = (made: MadeKey) => void;
const ShowSecret = createContext<Show>(() => {});

/** Shows a new key's secret, this once, in the dialog that the page keeps whatever becomes of its rows. */
export function useShowSecret(): Show {
  return useContext(ShowSecret);
}

/** Around the page: a row or an empty list may be gone by the time the secret it asked for arrives. */
export function KeySecrets({ children }: { children: ReactNode }) {
  const [made, setMade] = useState<MadeKey | null>(null);
  return (
    <ShowSecret value={setMade}>
      {children}
      <SecretDialog made={made} onClose={() => setMade(null)} />
    </ShowSecret>
  );
}

function SecretDialog({ made, onClose }: { made: MadeKey | null; onClose: () => void }) {
  return (
    <Dialog
      open={made !== null}
      onClose={onClose}
      title={made?.key.name}
      description="Hand the secret to the program that will use it, and keep it nowhere else."
      footer={
        <Button variant="primary" onClick={onClose}>
          {made?.secret ? "I have the secret" : "Close"}
        </Button>
      }
    >
      {made && (
        <div className="grid gap-4">
          {made.secret ? (
            <>
              <SecretBox label="Secret" secret={made.secret} />
              <Notice tone="caution" title="It is shown only now">
                We keep a hash of it. If it gets lost, rotate the key.
              </Notice>
            </>
          ) : (
            <Notice tone="caution" title="This key was made already">
              Its secret was shown then and is not kept. If nobody has it, rotate the key.
            </Notice>
          )}
          <p className="break-all text-muted-foreground text-xs">
            Key id <code className="font-mono text-foreground">{spellId("key", made.key.id)}</code>
          </p>
        </div>
      )}
    </Dialog>
  );
}
