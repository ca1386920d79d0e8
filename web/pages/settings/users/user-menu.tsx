import { ActionIcon, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/icons/IconDots';
import type { ReactNode } from 'react';
import { toast, toastError } from '../../../parts/toast.ts';
import { useSession } from '../../../session.tsx';
import { type Invited, type User, useChangeUser, useInviteAgain, useResetLink } from './queries.ts';
import { usersTexts as texts } from './texts.ts';
import type { UserDialog } from './user-dialogs.tsx';

interface UserMenuProps {
  user: User;
  onDialog: (dialog: UserDialog) => void;
}

/** Admins have no menu at owners: the server would refuse all of it. */
export function UserMenu({ user, onDialog }: UserMenuProps): ReactNode {
  const own = useSession().user;
  if (user.role === 'owner' && own.role !== 'owner') return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={texts.actions(user.name)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onDialog({ kind: 'change', user })}>{texts.change}</Menu.Item>
        <LinkItem user={user} onDialog={onDialog} />
        {user.id !== own.id && <SwitchItem user={user} onDialog={onDialog} />}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The menu closes before the answer is there, so that promises tell of it: callbacks of `mutate` end with their component. */
function LinkItem({ user, onDialog }: UserMenuProps): ReactNode {
  const again = useInviteAgain();
  const reset = useResetLink();
  const show =
    (purpose: 'invitation' | 'reset') =>
    (made: Invited): void =>
      onDialog({ kind: 'link', purpose, made });
  if (user.status === 'deactivated') return null;
  if (user.status === 'active')
    return (
      <Menu.Item onClick={() => void reset.mutateAsync(user.id).then(show('reset'), toastError)}>
        {texts.reset}
      </Menu.Item>
    );
  return (
    <Menu.Item onClick={() => void again.mutateAsync(user.id).then(show('invitation'), toastError)}>
      {user.status === 'invited' ? texts.again : texts.inviteNow}
    </Menu.Item>
  );
}

function SwitchItem({ user, onDialog }: UserMenuProps): ReactNode {
  const change = useChangeUser();
  if (user.status !== 'deactivated')
    return (
      <Menu.Item color="red" onClick={() => onDialog({ kind: 'deactivate', user })}>
        {texts.deactivate}
      </Menu.Item>
    );
  const activate = (): Promise<void> =>
    change
      .mutateAsync({ id: user.id, active: true })
      .then(() => toast({ message: texts.activated(user.name) }), toastError);
  return <Menu.Item onClick={activate}>{texts.activate}</Menu.Item>;
}
