import { Button, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DateTime } from '../../../parts/date-time.tsx';
import { useSession } from '../../../session.tsx';
import type { User } from './queries.ts';
import { roleTexts, usersTexts as texts } from './texts.ts';
import type { UserDialog } from './user-dialogs.tsx';
import { UserMenu } from './user-menu.tsx';
import classes from './users.module.css';

interface UserListProps {
  users: readonly User[];
  onDialog: (dialog: UserDialog) => void;
}

const atOnce = 100;

/** A table; on phones each row is a block. */
export function UserList({ users, onDialog }: UserListProps): ReactNode {
  const [shown, setShown] = useState(atOnce);
  const left = users.length - shown;
  return (
    <>
      <Table className={classes.table} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {Object.values(texts.columns).map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.slice(0, shown).map((user) => (
            <UserRow key={user.id} user={user} onDialog={onDialog} />
          ))}
        </Table.Tbody>
      </Table>
      {left > 0 && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + atOnce)}>
          {texts.more(Math.min(left, atOnce))}
        </Button>
      )}
    </>
  );
}

function UserRow({ user, onDialog }: { user: User; onDialog: UserListProps['onDialog'] }): ReactNode {
  const own = useSession().user;
  const { department, teams } = user;
  const places = [department?.name, ...teams.map(({ name }) => name)].filter((name) => name !== undefined);
  const isOff = user.status === 'deactivated';
  return (
    <Table.Tr className={isOff ? classes.off : undefined}>
      <Table.Td className={classes.person}>
        <Text size="sm" fw={500}>
          {user.name}
          {user.id === own.id && <span className={classes.mark}>{texts.you}</span>}
          {user.status !== 'active' && <span className={classes.mark}>{texts.status[user.status]}</span>}
        </Text>
        <Text size="sm" c="dimmed">
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td className={classes.roleName}>{roleTexts[user.role].name}</Table.Td>
      <Table.Td className={classes.places}>{places.join(', ')}</Table.Td>
      <Table.Td className={classes.seen}>
        {user.last_seen_at ? <DateTime at={user.last_seen_at} form="date" /> : texts.never}
      </Table.Td>
      <Table.Td className={classes.menu}>
        <UserMenu user={user} onDialog={onDialog} />
      </Table.Td>
    </Table.Tr>
  );
}
