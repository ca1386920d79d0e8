import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { partTexts } from '../../../parts/texts.ts';
import { type Invited, useInvite } from './queries.ts';
import { usersTexts } from './texts.ts';
import { UserForm } from './user-form.tsx';

const texts = usersTexts.form;

interface InviteDialogProps {
  opened: boolean;
  onClose: () => void;
  onInvited: (made: Invited) => void;
}

/** Open while the address of the page says so, since other pages lead here. */
export function InviteDialog({ opened, onClose, onInvited }: InviteDialogProps): ReactNode {
  const invite = useInvite();
  const close = (): void => {
    invite.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={texts.inviteTitle}
      closeButtonProps={{ 'aria-label': partTexts.close }}
    >
      <UserForm
        user={null}
        submit={texts.make}
        error={invite.error}
        isPending={invite.isPending}
        onCancel={close}
        onSubmit={({ name, ...given }) =>
          invite.mutate(
            { ...given, ...(name === '' ? {} : { name }) },
            {
              onSuccess: (made) => {
                close();
                onInvited(made);
              },
            },
          )
        }
      />
    </Modal>
  );
}
