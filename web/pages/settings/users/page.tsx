import { Button, Text, TextInput } from '@mantine/core';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { PageSkeleton } from '../../../parts/page-skeleton.tsx';
import { useUrlParams } from '../../../parts/url-params.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { type Invited, type User, useUsers } from './queries.ts';
import { usersTexts as texts } from './texts.ts';
import { type UserDialog, UserDialogs } from './user-dialogs.tsx';
import { UserList } from './user-list.tsx';

export default function UsersPage(): ReactNode {
  const { data, error, refetch } = useUsers();
  const [params, setParams] = useUrlParams();
  const [dialog, setDialog] = useState<UserDialog | null>(null);
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <PageSkeleton />;
  const query = params.get('q') ?? '';
  const found = data.users.filter((user) => fits(user, query));
  const invited = data.users.filter(({ status }) => status === 'invited').length;
  const showLink = (made: Invited): void => setDialog({ kind: 'link', purpose: 'invitation', made });
  return (
    <>
      <PageHead
        title={texts.title}
        facts={texts.facts(data.total, invited)}
        actions={<Button onClick={() => setParams({ invite: '1' })}>{texts.invite}</Button>}
      />
      {data.users.length > 1 && (
        <TextInput
          type="search"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          value={query}
          onChange={(event) => setParams({ q: event.currentTarget.value || null })}
          maw={360}
          mb="md"
        />
      )}
      {found.length > 0 ? (
        <UserList key={query} users={found} onDialog={setDialog} />
      ) : (
        <EmptyState title={texts.none} hint={texts.noneHint} />
      )}
      {data.total > data.users.length && (
        <Text c="dimmed" mt="md">
          {texts.cut(data.users.length, data.total)}
        </Text>
      )}
      <InviteDialog
        opened={params.get('invite') !== null}
        onClose={() => setParams({ invite: null })}
        onInvited={showLink}
      />
      <UserDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

function fits({ name, email }: User, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || email.toLowerCase().includes(wanted);
}
