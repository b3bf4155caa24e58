import { SecretBox } from "@/components/forms/secret-box";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

/** Shows a signing secret, this once. */
export function SecretDialog({
  title,
  secret,
  onClose,
}: {
  title: string;
  secret: string | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description="The receiver checks with it that a message is from here. Hand it to that program, and keep it nowhere else."
      footer={
        <Button variant="primary" onClick={onClose}>
          {secret ? "I have the secret" : "Close"}
        </Button>
      }
    >
      {secret ? (
        <div className="grid gap-4">
          <SecretBox label="Signing secret" secret={secret} />
          <Notice tone="caution" title="It is shown only now">
            We keep it sealed, to sign with. If it gets lost, rotate it.
          </Notice>
        </div>
      ) : (
        <Notice tone="caution" title="This form was sent already">
          The secret was shown then. If nobody has it, rotate it.
        </Notice>
      )}
    </Dialog>
  );
}
