import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { formatDate } from '../../../parts/date-time.tsx';
import { partTexts } from '../../../parts/texts.ts';
import { toast, toastError } from '../../../parts/toast.ts';
import { type Invited, type User, useChangeUser } from './queries.ts';
import { usersTexts as texts } from './texts.ts';
import { UserForm } from './user-form.tsx';
import classes from './users.module.css';

export type UserDialog =
  | { kind: 'change' | 'deactivate'; user: User }
  | { kind: 'link'; purpose: 'invitation' | 'reset'; made: Invited };

interface UserDialogsProps {
  dialog: UserDialog | null;
  onClose: () => void;
}

/** At most one is open. */
export function UserDialogs({ dialog, onClose }: UserDialogsProps): ReactNode {
  if (dialog?.kind === 'change') return <ChangeDialog user={dialog.user} onClose={onClose} />;
  if (dialog?.kind === 'deactivate') return <DeactivateDialog user={dialog.user} onClose={onClose} />;
  if (dialog?.kind === 'link') return <LinkDialog {...dialog} onClose={onClose} />;
  return null;
}

function ChangeDialog({ user, onClose }: { user: User; onClose: () => void }): ReactNode {
  const change = useChangeUser();
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.form.changeTitle(user.name)}
      closeButtonProps={{ 'aria-label': partTexts.close }}
    >
      <UserForm
        user={user}
        submit={texts.form.save}
        error={change.error}
        isPending={change.isPending}
        onCancel={onClose}
        onSubmit={({ email, name, role, department_id }) =>
          change.mutate(
            { id: user.id, email, name, role, department_id },
            {
              onSuccess: () => {
                void toast({ message: texts.changed(name), tone: 'positive' });
                onClose();
              },
            },
          )
        }
      />
    </Modal>
  );
}

function DeactivateDialog({ user, onClose }: { user: User; onClose: () => void }): ReactNode {
  const change = useChangeUser();
  const deactivate = (): Promise<unknown> =>
    change
      .mutateAsync({ id: user.id, active: false })
      .then(() => toast({ message: texts.deactivated(user.name) }), toastError);
  return (
    <ConfirmDanger
      opened
      onClose={onClose}
      title={texts.deactivateTitle(user.name)}
      action={texts.deactivate.replace(' …', '')}
      onConfirm={deactivate}
    >
      {texts.deactivateText}
    </ConfirmDanger>
  );
}

type LinkDialogProps = Extract<UserDialog, { kind: 'link' }> & { onClose: () => void };

/** It closes by its button alone: the link is not shown again. */
function LinkDialog({ purpose, made, onClose }: LinkDialogProps): ReactNode {
  const { user, link } = made;
  const title = purpose === 'reset' ? texts.link.resetTitle(user.name) : texts.link.inviteTitle(user.name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Text size="sm">{texts.link.hint(formatDate(new Date(link.expires_at), 'date-time'))}</Text>
        {link.is_mailed && <Text size="sm">{texts.link.mailed(user.email)}</Text>}
        <Text
          component="output"
          ff="monospace"
          size="xs"
          className={classes.link}
          aria-label={texts.link.label}
        >
          {link.url}
        </Text>
        <Group justify="space-between" gap="xs">
          <CopyButton text={link.url} label={texts.link.copy} />
          <Button onClick={onClose}>{texts.link.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
